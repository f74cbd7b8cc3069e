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
        /// - Parameter payload: makes it of the transcript's hash just before it is sealed.
        /// - Throws: `NoiseError`.
        package consuming func write(
            own: borrowing AgreementKey, into message: inout [UInt8], payload: ([UInt8]) -> [UInt8]
        ) throws(NoiseError) -> ResponderAwaitingFinish {
            var symmetric = symmetric
            let key = ephemeral.publicKey.bytes
            message.append(contentsOf: key)
            symmetric.mixHash(key)
            try symmetric.mixKey(ephemeral, remoteEphemeral)
            try symmetric.encryptAndHash(own.publicKey.bytes, into: &message)
            try symmetric.mixKey(own, remoteEphemeral)
            try symmetric.encryptAndHash(payload(symmetric.hash), into: &message)
            return ResponderAwaitingFinish(ephemeral: ephemeral, symmetric: symmetric)
        }
    }
}
