import ControlAPI
import Discovery
import Transport
import Wire

/// What `status` says about this machine's network.
extension NodeShell {
    var discoveryStatus: Status.Discovery {
        let venue = venue
        let (browsing, advertised) =
            switch discoveryState {
            case .announcing, .unannounced: (true, false)
            case .running(let advertised): (true, advertised)
            case .starting, .absent, .unavailable: (false, false)
            }
        return .init(
            state: venue.discovery, detail: venue.detail, browsing: browsing, advertised: advertised)
    }

    var addressStatus: Status.Addresses {
        .init(
            told: network.told.map { .init(interface: $0.interface, address: "\($0.endpoint.address)") },
            leftOut: network.leftOut.map { left in
                .init(interface: left.interface, addresses: left.addresses.map { "\($0)" }, reason: .init(left.reason))
            })
    }

    /// What to do where there is none at all, else nil.
    var noNetwork: String? {
        guard network.connected.isEmpty || (isListening && network.told.isEmpty) else { return nil }
        return "This machine has no network address: join the venue's Wi-Fi or plug in a cable."
    }

    /// What is wrong with it, in sentences.
    var networkProblems: [String] {
        var problems = [noNetwork].compactMap(\.self)
        for name in network.withoutNetwork {
            problems.append(
                settings.interfaces.isEmpty
                    ? "\(name) has an address and no network: plug in its cable or join its Wi-Fi."
                    : "\(name) of `network.interfaces` has no network or no address: plug it in, or name another."
            )
        }
        return problems + otherVersions.problems(at: clock.now)
    }
}

extension Status.LeftOut.Reason {
    fileprivate init(_ reason: AddressChoice.Reason) {
        self =
            switch reason {
            case .notNamed: .notNamed
            case .disconnected: .disconnected
            case .port: .port
            case .tunnel: .tunnel
            case .tooMany: .tooMany
            }
    }
}
