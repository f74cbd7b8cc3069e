import ControlAPI
import Keys
import Logging
import NIOCore
import Peering

/// Somebody who waits for the outcome of an address that they typed.
struct PeerWaiter {
    let continuation: CheckedContinuation<PeerAnswer, Never>
    let deadline: Scheduled<Void>
    /// Who answered, whose presence is still to come.
    var reached: PublicKey?
}

extension NodeShell {
    func addPeer(_ text: String) async throws(Problem) -> PeerAnswer {
        guard let address = PeerAddress(text, defaultPort: Settings.defaultPort) else {
            throw Problem(.badValue, "That is no address: give HOST, HOST:PORT or [IPv6]:PORT.")
        }
        let endpoints = await HostLookup.endpoints(of: address)
        guard !endpoints.isEmpty else {
            throw Problem(.notFound, "No address is known for \(address): check the name, or give the number.")
        }
        let label = address.description
        return await withCheckedContinuation { continuation in
            let deadline = loop.scheduleTask(in: .milliseconds(DaemonLimits.peerAnswerMS)) { [weak self] in
                guard let self else { return }
                assumeIsolated { $0.answer(label, "Nobody answered at \(label) yet. It is tried again.") }
            }
            peerWaiters[label, default: []].append(PeerWaiter(continuation: continuation, deadline: deadline))
            handle(.command(.addPeer(label: label, endpoints: endpoints)))
        }
    }

    func peerReached(_ label: String, _ key: PublicKey) {
        guard var waiters = peerWaiters[label] else { return }
        for index in waiters.indices { waiters[index].reached = key }
        peerWaiters[label] = waiters
        if node.attendee(key, at: clock.now) != nil { return presenceArrived(key) }
        loop.scheduleTask(in: .milliseconds(DaemonLimits.presenceMS)) { [weak self] in
            self?.assumeIsolated { $0.answer(label, "\(label) answered, and does not show itself.") }
        }
    }

    func peerFailed(_ label: String, _ failure: DialFailure) {
        let detail =
            switch failure {
            case .unreachable: "Nobody answers at \(label). It is tried again; check the address and the network."
            case .handshake: "Something that is no baithak answers at \(label). It is tried again."
            case .ourself: "\(label) is this very daemon."
            }
        answer(label, detail)
    }

    /// Answers those who wait for somebody whose presence has come.
    func presenceArrived(_ key: PublicKey) {
        for label in peerWaiters.keys.sorted() where peerWaiters[label]?.first?.reached == key {
            answer(label, "Linked with \(key.tag) at \(label).", reached: key)
        }
    }

    private func answer(_ label: String, _ detail: String, reached: PublicKey? = nil) {
        guard let waiters = peerWaiters.removeValue(forKey: label) else { return }
        let attendee = reached.flatMap { node.attendee($0, at: clock.now) }.map { body(of: $0) }
        for waiter in waiters {
            waiter.deadline.cancel()
            waiter.continuation.resume(returning: PeerAnswer(attendee: attendee, detail: detail))
        }
    }

    /// Looks up the addresses of the settings that are not known yet.
    func lookUpUnresolved() async {
        for address in unresolved {
            let endpoints = await HostLookup.endpoints(of: address)
            if endpoints.isEmpty {
                logger.warning("no address is known for a peer of the settings", metadata: ["peer": "\(address)"])
                continue
            }
            unresolved.removeAll { $0 == address }
            handle(.command(.addPeer(label: address.description, endpoints: endpoints)))
        }
    }
}
