extension NoiseXX {
    /// Initiator, before the first message.
    package struct InitiatorHello: ~Copyable {
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

        /// Appends the first message (`e`) with a payload that everybody can read.
        /// - Throws: `NoiseError`.
        package consuming func write(
            _ payload: [UInt8] = [], into message: inout [UInt8]
        ) throws(NoiseError) -> InitiatorAwaitingReply {
            var symmetric = symmetric
            let key = ephemeral.publicKey.bytes
            message.append(contentsOf: key)
            symmetric.mixHash(key)
            try symmetric.encryptAndHash(payload, into: &message)
            return InitiatorAwaitingReply(ephemeral: ephemeral, symmetric: symmetric)
        }
    }
}
