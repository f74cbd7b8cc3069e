extension NoiseXX {
    /// Initiator, before the third message: the other side is known, and does not know this one yet.
    package struct InitiatorFinish: ~Copyable {
        private let remoteEphemeral: AgreementPublicKey
        /// The static key that the responder has proved to hold.
        package let remoteStatic: AgreementPublicKey
        /// The transcript's hash just before the responder's payload was sealed.
        package let remotePayloadHash: [UInt8]
        private var symmetric: SymmetricState

        init(
            remoteEphemeral: AgreementPublicKey, remoteStatic: AgreementPublicKey, remotePayloadHash: [UInt8],
            symmetric: consuming SymmetricState
        ) {
            self.remoteEphemeral = remoteEphemeral
            self.remoteStatic = remoteStatic
            self.remotePayloadHash = remotePayloadHash
            self.symmetric = symmetric
        }

        /// Appends the third message (`s, se`) with a payload that only the other side can read.
        /// - Parameter payload: makes it of the transcript's hash just before it is sealed.
        /// - Throws: `NoiseError`.
        package consuming func write(
            own: borrowing AgreementKey, into message: inout [UInt8], payload: ([UInt8]) -> [UInt8]
        ) throws(NoiseError) -> NoiseSession {
            var symmetric = symmetric
            try symmetric.encryptAndHash(own.publicKey.bytes, into: &message)
            try symmetric.mixKey(own, remoteEphemeral)
            try symmetric.encryptAndHash(payload(symmetric.hash), into: &message)
            return try symmetric.split(
                remoteStatic: remoteStatic, remotePayloadHash: remotePayloadHash, initiator: true)
        }
    }
}
