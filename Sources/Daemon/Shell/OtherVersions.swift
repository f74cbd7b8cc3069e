import Peering
import Wire

/// Machines nearby that speak another version of the protocol. They say so in the clear, so it is told and nothing else
/// follows from it.
struct OtherVersions {
    private struct Met {
        let address: IPAddress
        let version: Int
        var at: Instant
    }

    private var met: [Met] = []

    /// How many are remembered: a status tells of no more, and anybody can send from many addresses.
    static let max = 4
    /// For how long, in milliseconds: whoever updates is not talked of for long.
    static let rememberedMS: Int64 = 600_000

    /// Of an address the newest counts; of too many the oldest goes.
    mutating func meet(_ version: Int, at address: IPAddress, now: Instant) {
        met.removeAll { $0.address == address }
        met = (met + [Met(address: address, version: version, at: now)]).suffix(Self.max)
    }

    /// What to tell the owner.
    func problems(at now: Instant) -> [String] {
        met.filter { now.milliseconds(since: $0.at) < Self.rememberedMS }.map { other in
            let isOlder = other.version < Handshake.version
            return "The baithak at \(other.address) is \(isOlder ? "older" : "newer") than yours, so you two cannot "
                + "meet: " + (isOlder ? "ask its owner to update it." : "update yours.")
        }
    }
}
