/// Whoever can sign for one attendee.
package protocol Signer: Sendable {
    /// The attendee.
    var publicKey: PublicKey { get }

    /// The attendee's signature over exactly this message; the caller puts a domain string in front.
    func sign(_ message: [UInt8]) -> Signature
}
