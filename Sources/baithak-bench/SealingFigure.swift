/// How fast a link's frames are sealed and opened in place, on one core.
enum SealingFigure {
    static func measure(batches: Int = 120) throws -> [Figure] {
        var link = try SealedLink()
        var bare = try BareCipher()
        var (sealing, opening, bareSealing, bareOpening): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for _ in 0..<batches {  // in turn, so that both meet the same machine
            sealing.append(try CPUTime.nanoseconds { try link.sealAll() })
            opening.append(try CPUTime.nanoseconds { try link.openAll() })
            bareSealing.append(CPUTime.nanoseconds { bare.sealAll() })
            bareOpening.append(try CPUTime.nanoseconds { try bare.openAll() })
        }
        let peer = "libsodium's ChaCha20-Poly1305 alone"
        return [
            Figure(
                name: "sealing 16 KiB messages in place", value: rate(sealing), unit: "GB/s", peer: peer,
                peerValue: rate(bareSealing), target: 1, moreIsBetter: true),
            Figure(
                name: "opening 16 KiB messages in place", value: rate(opening), unit: "GB/s", peer: peer,
                peerValue: rate(bareOpening), target: 1, moreIsBetter: true),
        ]
    }

    /// Bytes of plaintext a nanosecond, which are gigabytes a second.
    private static func rate(_ nanoseconds: [Double]) -> Double {
        Double(Frames.count * Frames.plaintextBytes) / max(1, median(nanoseconds))
    }
}
