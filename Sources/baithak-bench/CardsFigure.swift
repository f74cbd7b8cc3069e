import Storage

/// What a thousand received cards cost, from their bytes to the disk, a hundred to a transaction.
enum CardsFigure {
    static func measure(cards count: Int = 1_000, batch: Int = 100, runs: Int = 5) throws -> Figure {
        let cards = try ReceivedCards(count: count, batch: batch)
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<runs {  // in turn, so that both meet the same machine
            ours.append(
                try ScratchStore.milliseconds(of: cards.receive) { store in
                    let kept = try store.contacts().count
                    precondition(kept == count, "what is measured is what is kept")
                })
            theirs.append(try ScratchStore.milliseconds(of: cards.check) { _ in })
        }
        let peer = median(theirs)
        return Figure(
            name: "verifying and storing \(count) received cards", value: median(ours), unit: "ms",
            peer: "their Ed25519 point and signature checks, and \(count / batch) transactions", peerValue: peer,
            target: (1_500 * peer).rounded() / 1_000)
    }
}
