import ControlAPI

/// Reads one HTTP/1.1 answer that comes in pieces of any size (RFC 9112): a status line, headers of which two matter,
/// and a body by length, in chunks, or to the end of the connection.
struct AnswerParser {
    /// The status line and headers of the daemon are a few hundred bytes.
    static let headBytesMax = 16 * 1_024
    private static let chunkLineBytesMax = 1_024

    /// The HTTP status, once the head is complete.
    private(set) var status: Int?
    /// Whether the whole answer has been read.
    private(set) var isComplete = false

    private var expected = Expected.head
    private var pending: [UInt8] = []

    private enum Expected {
        case head
        case body(remaining: Int)
        case bodyToEnd
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd
        case trailer
    }

    /// Takes the next piece and returns the bytes of the body that are in it.
    mutating func add(_ piece: [UInt8]) throws(ControlClientError) -> ArraySlice<UInt8> {
        if case .bodyToEnd = expected { return piece[...] }
        pending += piece
        var rest = pending[...]
        var body: [UInt8] = []
        while !isComplete, try step(&rest, &body) {}
        pending = Array(rest)
        return body[...]
    }

    /// Takes the end of the connection.
    mutating func end() throws(ControlClientError) {
        if case .bodyToEnd = expected { isComplete = true }
        if !isComplete { throw .closed }
    }

    /// Whether there may be more to do with what is left.
    private mutating func step(_ rest: inout ArraySlice<UInt8>, _ body: inout [UInt8]) throws(ControlClientError)
        -> Bool
    {
        switch expected {
        case .head: return try readHead(&rest)
        case .body(let remaining):
            let taken = take(remaining, from: &rest, to: &body)
            expected = .body(remaining: remaining - taken)
            isComplete = taken == remaining
            return false
        case .bodyToEnd:
            _ = take(rest.count, from: &rest, to: &body)
            return false
        case .chunkSize:
            guard let line = try line(in: &rest) else { return false }
            let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), size >= 0 else { throw .garbled("a chunk has no size") }
            expected = size == 0 ? .trailer : .chunk(remaining: size)
            return true
        case .chunk(let remaining):
            let taken = take(remaining, from: &rest, to: &body)
            expected = taken == remaining ? .chunkEnd : .chunk(remaining: remaining - taken)
            return taken == remaining
        case .chunkEnd:
            guard let line = try line(in: &rest) else { return false }
            guard line.isEmpty else { throw .garbled("a chunk is longer than it says") }
            expected = .chunkSize
            return true
        case .trailer:
            guard let line = try line(in: &rest) else { return false }
            isComplete = line.isEmpty
            return !isComplete
        }
    }

    private mutating func readHead(_ rest: inout ArraySlice<UInt8>) throws(ControlClientError) -> Bool {
        let separator = Array("\r\n\r\n".utf8)
        let window = rest.prefix(Self.headBytesMax)
        guard let end = window.indices.first(where: { window[$0...].starts(with: separator) }) else {
            if rest.count >= Self.headBytesMax { throw .garbled("it has no end of headers") }
            return false
        }
        let lines = String(decoding: rest[..<end], as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        rest = rest[(end + separator.count)...]
        guard let first = lines.first, first.hasPrefix("HTTP/1."), first.utf8.count >= 12,
            let status = Int(first.dropFirst(9).prefix(3)), (200...599).contains(status)
        else { throw .garbled("it is not HTTP") }
        self.status = status
        expected = status == 204 ? .body(remaining: 0) : .bodyToEnd
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .garbled("a header has no colon") }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-length":
                guard let length = Int(value), length >= 0 else { throw .garbled("its length is no number") }
                expected = .body(remaining: length)
            case "transfer-encoding": expected = .chunkSize
            default: break
            }
        }
        return true
    }

    private func take(_ count: Int, from rest: inout ArraySlice<UInt8>, to body: inout [UInt8]) -> Int {
        let part = rest.prefix(count)
        body += part
        rest = rest.dropFirst(part.count)
        return part.count
    }

    private func line(in rest: inout ArraySlice<UInt8>) throws(ControlClientError) -> ArraySlice<UInt8>? {
        guard let end = rest.prefix(Self.chunkLineBytesMax).firstIndex(of: UInt8(ascii: "\n")) else {
            if rest.count >= Self.chunkLineBytesMax { throw .garbled("a chunk has no size") }
            return nil
        }
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
