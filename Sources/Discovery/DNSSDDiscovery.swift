/// Discovery through Avahi's compatibility library for DNS-SD. One queue of its own does all that may block; the calls
/// here only leave a wish.
package final class DNSSDDiscovery: PeerDiscovery {
    /// See `PeerDiscovery.events`.
    package let events: AsyncStream<DiscoveryEvent>
    private let mailbox: DiscoveryMailbox
    private let worker: DNSSDWorker

    /// Discovery of one service type, which must satisfy `ServiceNames.isServiceType`; it rests until the first call.
    /// `rename` gives another instance name when one is taken on this machine; it is asked up to
    /// `DiscoveryLimits.renamesMax` times.
    package init(
        serviceType: String = "_baithak._tcp",
        rename: @escaping @Sendable (String) -> String = ServiceNames.renamed
    ) {
        precondition(ServiceNames.isServiceType(serviceType), "a service type is _name._tcp or _name._udp")
        let stream = AsyncStream.makeStream(
            of: DiscoveryEvent.self, bufferingPolicy: .bufferingOldest(DiscoveryLimits.eventsMax))
        events = stream.stream
        mailbox = DiscoveryMailbox(stream: stream.continuation)
        worker = DNSSDWorker(serviceType: serviceType, mailbox: mailbox, rename: rename)
    }

    deinit { stop() }

    /// See `PeerDiscovery.browse`.
    package func browse() { wish { $0.browses = true } }

    /// See `PeerDiscovery.advertise`.
    package func advertise(instance: String, port: UInt16, subtypes: [String] = []) {
        precondition(ServiceNames.isInstance(instance) && port > 0, "an instance name has 1 to 63 bytes; no port is 0")
        precondition(
            subtypes.count <= DiscoveryLimits.subtypesMax && subtypes.allSatisfy(ServiceNames.isSubtype),
            "Avahi would say that it had registered, and never do it")
        wish { $0.advertisement = .init(instance: instance, port: port, subtypes: subtypes) }
    }

    /// See `PeerDiscovery.withdraw`.
    package func withdraw() { wish { $0.advertisement = nil } }

    /// See `PeerDiscovery.resolve`.
    package func resolve(instance: String, asks: Bool) {
        wish {
            $0.resolves.removeAll { $0.instance == instance }
            guard $0.resolves.count < DiscoveryLimits.resolvesMax else { return }
            $0.resolves.append(.init(instance: instance, asks: asks))
        }
    }

    /// See `PeerDiscovery.linked`.
    package func linked(_ count: Int) { wish { $0.links = count } }

    /// See `PeerDiscovery.networkChanged`.
    package func networkChanged() { wish { $0.networkChanges += 1 } }

    /// See `PeerDiscovery.stop`.
    package func stop() { wish { $0.isStopped = true } }

    private func wish(_ change: (inout DiscoveryMailbox.Wishes) -> Void) {
        if mailbox.wish(change) { worker.wake() }
    }
}
