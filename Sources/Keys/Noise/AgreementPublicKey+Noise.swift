extension AgreementPublicKey {
    /// A key within a message, with the errors of a message.
    init(noise bytes: ArraySlice<UInt8>) throws(NoiseError) {
        do { try self.init(bytes) } catch { throw NoiseError(error) }
    }
}
