import Gatherings
import Keys

/// How many received entries of 300 bytes of content one core takes in a second, from bytes to what is known to be
/// good: each by its own signature, or by chain and last signature.
enum EntriesFigure {
    static func measure(entries count: Int = 2_000, runs: Int = 7) throws -> [Figure] {
        let key = try SigningKey.generate()
        let log = try OneLog(entries: count, key: key, number: 1, contentBytes: 300)
        let message = [UInt8](repeating: 7, count: 300)
        let signature = key.sign(message)
        var (singly, chained, bare): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<runs {  // in turn, so that all meet the same machine
            singly.append(
                try CPUTime.nanoseconds {
                    for bytes in log.entries {
                        let entry = try Entry(decoding: bytes)
                        precondition(entry.isGenuine)
                    }
                })
            chained.append(
                try CPUTime.nanoseconds {
                    let run = try Run(try log.entries.map { try Entry(decoding: $0) }, of: log.gathering)
                    precondition(run.last.isGenuine)
                })
            bare.append(
                CPUTime.nanoseconds {
                    for _ in 0..<count { precondition(key.publicKey.verifies(signature, of: message)) }
                })
        }
        let rate = { (times: [Double]) in (Double(count) * 1e9 / median(times)).rounded() }
        return [("each by its signature", singly, 16_000), ("by chain and last signature", chained, 60_000)].map {
            Figure(
                name: "received entries, \($0.0)", value: rate($0.1), unit: "1/s",
                peer: "libsodium's signature checks alone", peerValue: rate(bare), target: $0.2, moreIsBetter: true)
        }
    }
}
