extension NoiseXX {
    /// Initiator, before the third message: the other side is known, and does not know this one yet.
    package struct InitiatorFinish: ~Copyable {
        private let remoteEphemeral: AgreementPublicKey
        /// The static key that the responder has proved to hold.
        package let remoteStatic: AgreementPublicKey
        private var symmetric: SymmetricState

        init(
            remoteEphemeral: AgreementPublicKey, remoteStatic: AgreementPublicKey,
            symmetric: consuming SymmetricState
        ) {
            self.remoteEphemeral = remoteEphemeral
            self.remoteStatic = remoteStatic
            self.symmetric = symmetric
        }

        /// Appends the third message (`s, se`) with a payload that only the other side can read.
        /// - Throws: `NoiseError`.
        package consuming func write(
            _ payload: [UInt8] = [], own: borrowing AgreementKey, into message: inout [UInt8]
        ) throws(NoiseError) -> NoiseSession {
            var symmetric = symmetric
            try symmetric.encryptAndHash(own.publicKey.bytes, into: &message)
            try symmetric.mixKey(own, remoteEphemeral)
            try symmetric.encryptAndHash(payload, into: &message)
            return try symmetric.split(remoteStatic: remoteStatic, initiator: true)
        }
    }
}
