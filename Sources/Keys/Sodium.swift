import CSodium

/// The library under this module: started once, and refused when it is unfit.
package enum Sodium {
    /// Starts libsodium once for the process; cheap when called again.
    ///
    /// A daemon or command calls this first, so that a machine without a working library gets a sentence. Everything
    /// here that cannot throw assumes that it was done.
    /// - Throws: `KeyError.libraryUnavailable`, or `.libraryOutdated` when the library still accepts keys outside the
    ///   prime order subgroup (CVE-2025-69277).
    package static func start() throws(KeyError) {
        guard initialised else { throw .libraryUnavailable }
        guard refusesMixedOrder else { throw .libraryOutdated }
    }

    /// The same for callers that cannot throw: reaching this with an unfit library is our bug.
    static func require() {
        precondition(initialised, "Sodium.start() failed and was not heeded")
    }

    private static let initialised = sodium_init() >= 0

    /// Whether the point check is the corrected one: asked with 7·B + (0, -1), a key of order 2L.
    private static let refusesMixedOrder: Bool = {
        let mixed: [UInt8] = [
            0x35, 0x9d, 0xbf, 0x60, 0x4a, 0x3b, 0x3b, 0xed, 0xc2, 0x0d, 0x54, 0x08, 0xb9, 0xd4, 0x77, 0x0f,
            0xbe, 0x52, 0xc9, 0x22, 0x97, 0x9b, 0x31, 0x78, 0xd0, 0x2a, 0xb8, 0xd4, 0x1c, 0x9c, 0x3a, 0x4e,
        ]
        // The array holds the 32 bytes that the call reads.
        return unsafe crypto_core_ed25519_is_valid_point(mixed) == 0
    }()
}
