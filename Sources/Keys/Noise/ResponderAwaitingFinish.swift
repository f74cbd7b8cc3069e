extension NoiseXX {
    /// Responder, waiting for the third message.
    package struct ResponderAwaitingFinish: ~Copyable {
        private let ephemeral: AgreementKey
        private var symmetric: SymmetricState

        init(ephemeral: consuming AgreementKey, symmetric: consuming SymmetricState) {
            self.ephemeral = ephemeral
            self.symmetric = symmetric
        }

        /// Reads the third message (`s, se`) and appends its payload.
        /// - Throws: `NoiseError`.
        package consuming func read(
            _ message: [UInt8], payload: inout [UInt8]
        ) throws(NoiseError) -> NoiseSession {
            let payloadStart = keyBytes + tagBytes
            guard (payloadStart + tagBytes...messageBytesMax).contains(message.count) else {
                throw .badLength(message.count)
            }
            var symmetric = symmetric
            var key: [UInt8] = []
            try symmetric.decryptAndHash(message[..<payloadStart], into: &key)
            let remoteStatic = try AgreementPublicKey(noise: key[...])
            try symmetric.mixKey(ephemeral, remoteStatic)
            let payloadHash = symmetric.hash
            try symmetric.decryptAndHash(message[payloadStart...], into: &payload)
            return try symmetric.split(remoteStatic: remoteStatic, remotePayloadHash: payloadHash, initiator: false)
        }
    }
}
