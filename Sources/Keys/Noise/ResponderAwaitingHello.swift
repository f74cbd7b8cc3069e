extension NoiseXX {
    /// Responder, waiting for the first message.
    package struct ResponderAwaitingHello: ~Copyable {
        private let ephemeral: AgreementKey
        private var symmetric: SymmetricState

        /// Starts a handshake.
        /// - Parameters:
        ///   - ephemeral: a key pair that was never used and never will be again.
        ///   - prologue: what both sides must already agree on.
        /// - Throws: `NoiseError.keys`.
        package init(ephemeral: consuming AgreementKey, prologue: [UInt8]) throws(NoiseError) {
            symmetric = try SymmetricState(prologue: prologue)
            self.ephemeral = ephemeral
        }

        /// Reads the first message (`e`) and appends its payload, which anybody may have written.
        /// - Throws: `NoiseError`.
        package consuming func read(
            _ message: [UInt8], payload: inout [UInt8]
        ) throws(NoiseError) -> ResponderReply {
            guard (keyBytes...messageBytesMax).contains(message.count) else { throw .badLength(message.count) }
            var symmetric = symmetric
            let remoteEphemeral = try AgreementPublicKey(noise: message[..<keyBytes])
            symmetric.mixHash(remoteEphemeral.bytes)
            try symmetric.decryptAndHash(message[keyBytes...], into: &payload)
            return ResponderReply(ephemeral: ephemeral, remoteEphemeral: remoteEphemeral, symmetric: symmetric)
        }
    }
}
