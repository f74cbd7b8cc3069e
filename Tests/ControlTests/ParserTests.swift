import ControlAPI
import Testing

@testable import ControlClient

@Suite struct ParserTests {
    @Test("Events are found in pieces of any size, comments and other fields are skipped") func events() throws {
        let text = ":\n\ndata: {\"a\":1}\n\nid: 7\ndata:x\r\ndata: y\r\n\r\n:\n\n\n\ndata: é\n\ndata: unfinished"
        for size in 1...text.utf8.count {
            var parser = EventParser()
            var events: [String] = []
            for piece in pieces(text, size) { events += try parser.add(piece[...]) }
            #expect(events == ["{\"a\":1}", "x\ny", "é"])
        }
    }

    @Test("An event that is not UTF-8 or has no end is refused") func hostileEvents() {
        var parser = EventParser()
        #expect(throws: ControlClientError.self) { try parser.add([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 0x0A]) }
        var endless = EventParser()
        let piece = [UInt8](repeating: 0x78, count: 1_048_576)
        #expect(throws: ControlClientError.self) { for _ in 0..<17 { _ = try endless.add(piece[...]) } }
    }

    @Test(
        "An answer is read whole from pieces of any size",
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", false),
            (
                "HTTP/1.1 404 No\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
                404, "hello", false
            ),
            ("HTTP/1.1 200 OK\r\n\r\nhello", 200, "hello", true),
            ("HTTP/1.1 204 No Content\r\nfoo: bar\r\n\r\n", 204, "", false),
            ("HTTP/1.1 200 OK\r\nCONTENT-LENGTH: 0\r\n\r\n", 200, "", false),
        ] as [(String, Int, String, Bool)])
    func answers(text: String, status: Int, expected: String, endsWithConnection: Bool) throws {
        for size in 1...text.utf8.count {
            var parser = AnswerParser()
            var body: [UInt8] = []
            for piece in pieces(text, size) { body += try parser.add(piece) }
            #expect(parser.isComplete != endsWithConnection)
            if endsWithConnection { try parser.end() }
            #expect(parser.isComplete)
            #expect(parser.status == status)
            #expect(String(decoding: body, as: UTF8.self) == expected)
        }
    }

    @Test(
        "An answer that is not HTTP is refused",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n",
            String(repeating: "x", count: AnswerParser.headBytesMax),
        ])
    func notHTTP(text: String) {
        var parser = AnswerParser()
        #expect(throws: ControlClientError.self) { _ = try parser.add(Array(text.utf8)) }
    }

    @Test(
        "An answer that breaks off is no answer",
        arguments: ["", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"])
    func brokenOff(text: String) throws {
        var parser = AnswerParser()
        _ = try parser.add(Array(text.utf8))
        #expect(throws: ControlClientError.closed) { try parser.end() }
    }

    private func pieces(_ text: String, _ size: Int) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }
}
