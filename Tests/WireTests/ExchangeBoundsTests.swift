import Testing

@testable import Wire

struct ExchangeBoundsTests {
    @Test("A step whose parts have other lengths than they must is refused")
    func lengths() {
        let short = [UInt8](repeating: 1, count: 31)
        let long = [UInt8](repeating: 1, count: 65)
        let steps: [ExchangeStep] = [
            .request(commitment: short, unverified: false), .accept(nonce: short, unverified: false),
            .accept(nonce: long, unverified: false), .reveal(nonce: short),
            .reveal(nonce: long), .card([]), .receipt(long),
            .card([UInt8](repeating: 1, count: WireLimits.cardBytesMax + 1)),
        ]
        for step in steps {
            let bytes = Message.exchange(Samples.exchange, step).encoded()
            #expect(throws: WireError.self) { try Message(decoding: bytes) }
        }
        for message in [Message.cardTaken(short), .cardUpdate([])] {
            #expect(throws: WireError.self) { try Message(decoding: message.encoded()) }
        }
        #expect(ExchangeID(short) == nil && ExchangeID([]) == nil)
    }

    @Test("The largest card fits in a frame and comes back")
    func largest() throws {
        let jws = [UInt8](repeating: 0x41, count: WireLimits.cardBytesMax)
        for message in [Message.cardUpdate(jws), .exchange(Samples.exchange, .card(jws))] {
            #expect(message.encoded().count <= WireLimits.messageBytesMax)
            #expect(try Message(decoding: message.encoded()) == message)
        }
    }

    @Test("A step of a later version, and an exchange without a name, are refused")
    func unknown() {
        let named = field(1, Samples.exchange.bytes)
        for inside in [named, named + field(15, []), field(5, []), field(1, [1, 2]) + field(5, [])] {
            #expect(throws: WireError.self) { try Message(decoding: field(7, inside)) }
        }
        #expect(throws: Never.self) { try Message(decoding: field(7, named + field(5, []))) }
    }
}
