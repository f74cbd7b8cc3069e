import CLinux
import Dispatch
import Glibc

/// Hears from the kernel that links, addresses or routes changed (rtnetlink(7)).
package final class NetworkWatch {
    private let source: any DispatchSourceRead

    /// Calls `changed` at every change, on a queue of its own, until it is let go; nil if the kernel does not tell.
    package init?(changed: @escaping @Sendable () -> Void) {
        let descriptor = baithak_netlink_watch()
        guard descriptor >= 0 else { return nil }
        let queue = DispatchQueue(label: "baithak.network")
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { if baithak_netlink_drain(descriptor) != 0 { changed() } }
        source.setCancelHandler { close(descriptor) }
        source.activate()
        self.source = source
    }

    deinit { source.cancel() }
}
