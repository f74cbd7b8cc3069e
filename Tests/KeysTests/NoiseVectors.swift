import Keys

/// `noise-xx.json`: messages alternate between initiator and responder; the first three are the handshake.
struct NoiseVectors: Decodable {
    let vectors: [Transcript]

    struct Transcript: Decodable {
        let init_prologue: String
        let init_static: String
        let init_ephemeral: String
        let resp_prologue: String
        let resp_static: String
        let resp_ephemeral: String
        let handshake_hash: String?
        let messages: [Message]
        let source: String
    }

    struct Message: Decodable {
        let payload: String
        let ciphertext: String
    }

    static func load() throws -> [Transcript] {
        try Vectors.load("noise-xx.json", as: NoiseVectors.self).vectors
    }
}

extension NoiseVectors.Transcript {
    func payload(_ index: Int) throws -> [UInt8] { try Hex.decode(messages[index].payload) }

    func ciphertext(_ index: Int) throws -> [UInt8] { try Hex.decode(messages[index].ciphertext) }

    func hello() throws -> NoiseXX.InitiatorHello {
        try NoiseXX.InitiatorHello(ephemeral: agreementKey(hex: init_ephemeral), prologue: Hex.decode(init_prologue))
    }

    func awaitingHello() throws -> NoiseXX.ResponderAwaitingHello {
        try NoiseXX.ResponderAwaitingHello(
            ephemeral: agreementKey(hex: resp_ephemeral), prologue: Hex.decode(resp_prologue))
    }

    /// The initiator, after it sent the first message.
    func awaitingReply() throws -> NoiseXX.InitiatorAwaitingReply {
        var message: [UInt8] = []
        return try hello().write(payload(0), into: &message)
    }

    /// The responder, after it sent the second message.
    func awaitingFinish() throws -> NoiseXX.ResponderAwaitingFinish {
        var received: [UInt8] = []
        var message: [UInt8] = []
        let reply = try awaitingHello().read(ciphertext(0), payload: &received)
        let payload = try payload(1)
        return try reply.write(own: agreementKey(hex: resp_static), into: &message) { _ in payload }
    }
}
