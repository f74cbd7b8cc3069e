import CSodium
import Synchronization

/// Guarded memory regions, wiped and kept for the next secret.
///
/// `sodium_malloc` and `sodium_free` cost about 24 µs a pair in system calls, and one side of a handshake makes eight
/// secrets: without this it took about 420 µs of processor time instead of 230. A region here is still one
/// `sodium_malloc` region with its own guard pages, locked and left out of core dumps.
enum SecretPool {
    /// Addresses of idle regions, each `Limits.pooledSecretBytes` long, zeroed, and owned by nobody else.
    private static let idle = Mutex<[UInt]>([])

    /// A zeroed region of at least `count` bytes, or nil when the system has none.
    static func take(_ count: Int) -> UnsafeMutableRawPointer? {
        if count <= Limits.pooledSecretBytes, let address = idle.withLock({ $0.popLast() }) {
            // The address came from `giveBack`, and leaving the list made this caller its only owner.
            return unsafe UnsafeMutableRawPointer(bitPattern: address)
        }
        let size = max(count, Limits.pooledSecretBytes)
        guard let region = unsafe sodium_malloc(size) else { return nil }
        // The region is `size` bytes long; the library fills new ones with a pattern.
        unsafe sodium_memzero(region, size)
        return unsafe region
    }

    /// Wipes a region that `take(count)` gave and that nobody uses any more.
    static func giveBack(_ region: UnsafeMutableRawPointer, _ count: Int) {
        // The region is at least `count` bytes long; the caller never touched more.
        unsafe sodium_memzero(region, count)
        let address = UInt(bitPattern: region)
        let kept =
            count <= Limits.pooledSecretBytes
            && idle.withLock { idle in
                guard idle.count < Limits.pooledSecretsMax else { return false }
                idle.append(address)
                return true
            }
        // Not in the list, so this is the only reference left.
        if !kept { unsafe sodium_free(region) }
    }
}
