import ControlAPI

/// Finds the data of server-sent events in bytes that come in pieces of any size (WHATWG HTML, 9.2.6).
///
/// Fields other than `data` and comments are skipped. Our daemon sends one line of data for each event; several would
/// be joined by line feeds, as the standard says.
struct EventParser {
    private var pending: [UInt8] = []
    private var data: String?

    /// Takes the next piece and returns the events it completes.
    ///
    /// - Throws: ``ControlClientError/garbled(_:)`` for an event above ``ControlLimits/eventBytesMax`` or not in UTF-8.
    mutating func add(_ piece: ArraySlice<UInt8>) throws(ControlClientError) -> [String] {
        var events: [String] = []
        var rest = piece
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            pending += rest[..<end]
            rest = rest[(end + 1)...]
            if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
            try take(pending, &events)
            pending.removeAll(keepingCapacity: pending.count < 65_536)
        }
        pending += rest
        guard pending.count + (data?.utf8.count ?? 0) <= ControlLimits.eventBytesMax else {
            throw .garbled("an event is larger than \(ControlLimits.eventBytesMax) bytes")
        }
        return events
    }

    private mutating func take(_ line: [UInt8], _ events: inout [String]) throws(ControlClientError) {
        if line.isEmpty {
            if let data { events.append(data) }
            data = nil
        } else if line.starts(with: "data:".utf8) {
            let value = line.dropFirst(5)
            guard let text = String(validating: value.first == 0x20 ? value.dropFirst() : value, as: UTF8.self) else {
                throw .garbled("an event is not UTF-8")
            }
            data = data.map { $0 + "\n" + text } ?? text
        }
    }
}
