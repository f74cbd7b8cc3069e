extension NoiseXX {
    /// Initiator, waiting for the second message.
    package struct InitiatorAwaitingReply: ~Copyable {
        private let ephemeral: AgreementKey
        private var symmetric: SymmetricState

        init(ephemeral: consuming AgreementKey, symmetric: consuming SymmetricState) {
            self.ephemeral = ephemeral
            self.symmetric = symmetric
        }

        /// Reads the second message (`e, ee, s, es`) and appends its payload.
        /// - Throws: `NoiseError`.
        package consuming func read(
            _ message: [UInt8], payload: inout [UInt8]
        ) throws(NoiseError) -> InitiatorFinish {
            guard (2 * keyBytes + 2 * tagBytes...messageBytesMax).contains(message.count) else {
                throw .badLength(message.count)
            }
            var symmetric = symmetric
            let remoteEphemeral = try AgreementPublicKey(noise: message[..<keyBytes])
            symmetric.mixHash(remoteEphemeral.bytes)
            try symmetric.mixKey(ephemeral, remoteEphemeral)
            let payloadStart = 2 * keyBytes + tagBytes
            var key: [UInt8] = []
            try symmetric.decryptAndHash(message[keyBytes..<payloadStart], into: &key)
            let remoteStatic = try AgreementPublicKey(noise: key[...])
            try symmetric.mixKey(ephemeral, remoteStatic)
            let payloadHash = symmetric.hash
            try symmetric.decryptAndHash(message[payloadStart...], into: &payload)
            return InitiatorFinish(
                remoteEphemeral: remoteEphemeral, remoteStatic: remoteStatic, remotePayloadHash: payloadHash,
                symmetric: symmetric)
        }
    }
}
