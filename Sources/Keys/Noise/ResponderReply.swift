extension NoiseXX {
    /// Responder, before the second message.
    package struct ResponderReply: ~Copyable {
        private let ephemeral: AgreementKey
        private let remoteEphemeral: AgreementPublicKey
        private var symmetric: SymmetricState

        init(
            ephemeral: consuming AgreementKey, remoteEphemeral: AgreementPublicKey,
            symmetric: consuming SymmetricState
        ) {
            self.ephemeral = ephemeral
            self.remoteEphemeral = remoteEphemeral
            self.symmetric = symmetric
        }

        /// Appends the second message (`e, ee, s, es`) with a payload that whoever sent the first can read.
        /// - Throws: `NoiseError`.
        package consuming func write(
            _ payload: [UInt8] = [], own: borrowing AgreementKey, into message: inout [UInt8]
        ) throws(NoiseError) -> ResponderAwaitingFinish {
            var symmetric = symmetric
            let key = ephemeral.publicKey.bytes
            message.append(contentsOf: key)
            symmetric.mixHash(key)
            try symmetric.mixKey(ephemeral, remoteEphemeral)
            try symmetric.encryptAndHash(own.publicKey.bytes, into: &message)
            try symmetric.mixKey(own, remoteEphemeral)
            try symmetric.encryptAndHash(payload, into: &message)
            return ResponderAwaitingFinish(ephemeral: ephemeral, symmetric: symmetric)
        }
    }
}
