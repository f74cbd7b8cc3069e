import Wire

extension Node {
    /// Our own addresses changed. Links from addresses that went are dead, whatever the kernel thinks of them: they are
    /// closed, and whoever was at their end is dialled at once; with a new address everybody is, as at the start.
    mutating func move(to addresses: [Endpoint], connected: [Endpoint]) {
        let change = own.move(to: addresses, connected: connected)
        for id in links.ids {
            guard let link = links[id], let local = link.opened.local, change.gone.contains(local) else { continue }
            close(id, .moved)
            overlay.wait(for: link.peer, until: now)
        }
        guard change.haveCome, !stopping else { return }
        overlay.startOver(at: now)
    }
}
