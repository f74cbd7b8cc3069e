import Testing
import Wire

struct RecordBoundsTests {
    /// The bytes of a record's step, given by its field's number and its own bytes.
    func record(_ step: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        field(11, [0x09, 1, 2, 3, 4, 5, 6, 7, 8] + field(step, bytes))
    }

    func decoded(_ step: UInt8, _ bytes: [UInt8]) throws(WireError) -> RecordStep? {
        guard case .record(_, let step) = try Message(decoding: record(step, bytes)) else { return nil }
        return step
    }

    func isTaken(_ step: RecordStep) throws -> Bool {
        do throws(WireError) {
            return try Message(decoding: Message.record(1, step).encoded()) == .record(1, step)
        } catch {
            try #require(error == .outOfBounds || error == .tooLarge)
            return false
        }
    }

    /// Packed, as repeated numbers travel.
    let one = [UInt8](repeating: 1, count: 8)
    let two = [UInt8](repeating: 1, count: 16)

    @Test("The samples have every step of a record", arguments: 2...12)
    func complete(_ step: Int) {
        // Gathering and one step: its number stands after the nine bytes of the gathering.
        let steps = Samples.recordSteps.map { Message.record(1, $0).encoded() }
        #expect(
            steps.contains { bytes in
                let start = bytes.count > 2 && bytes[1] > 0x7F ? 3 : 2
                return bytes.dropFirst(start + 9).first.map { Int($0 >> 3) } == step
            })
    }

    @Test("A gathering is named by its first eight bytes, the most significant first as a number")
    func prefix() throws {
        let bytes = record(7, [])
        #expect(try Message(decoding: bytes) == .record(0x0807_0605_0403_0201, .taken(messages: 0)))
    }

    @Test("A frontier has 32 bytes or none, bucket hashes 768", arguments: [-1, 0, 1])
    func hashes(_ off: Int) throws {
        #expect(try isTaken(.frontier(Samples.bytes(32 + off, 1))) == (off == 0))
        #expect(try isTaken(.buckets(Samples.bytes(768 + off, 1))) == (off == 0))
        #expect(try !isTaken(.buckets([])))
        #expect(try decoded(2, []) == .same)
        #expect(throws: WireError.outOfBounds) { try decoded(2, field(1, [0])) }
    }

    @Test("An open gathering has 32 bytes, a proof 16, and there are at most 32 of each")
    func gatherings() throws {
        func isTaken(open: [[UInt8]], proofs: [[UInt8]]) throws -> Bool {
            let message = Message.gatherings(open: open, proofs: proofs)
            do throws(WireError) { return try Message(decoding: message.encoded()) == message } catch {
                try #require(error == .outOfBounds || error == .tooLarge)
                return false
            }
        }
        let (id, proof) = (Samples.bytes(32, 1), Samples.bytes(16, 2))
        let (ids, proofs) = (Array(repeating: id, count: 32), Array(repeating: proof, count: 32))
        #expect(try isTaken(open: ids, proofs: proofs))
        #expect(try !isTaken(open: ids + [id], proofs: []))
        #expect(try !isTaken(open: [], proofs: proofs + [proof]))
        for wrong in [[], Samples.bytes(31, 1), Samples.bytes(33, 1), proof] {
            #expect(try !isTaken(open: [id, wrong], proofs: []))
        }
        for wrong in [[], Samples.bytes(15, 1), Samples.bytes(17, 1), id] {
            #expect(try !isTaken(open: [], proofs: [proof, wrong]))
        }
    }

    @Test("2,048 lines, ranges or heights are taken and fit in a frame, whatever they say; 2,049 are too many")
    func lists() throws {
        func lists(_ count: Int) -> [RecordStep] {
            let numbers = (0..<UInt64(count)).map { .max - $0 }
            return [
                .lines(
                    numbers.map { LogLine(log: $0, height: .max, head: $0, stop: .max - 2) }, buckets: .max,
                    takesNewLogs: false),
                .wants(numbers.map { LogRange(log: $0, heights: UInt32.max - 1..<UInt32.max) }, graft: true),
                .held(numbers.map { LogHeight(log: $0, height: .max) }),
            ]
        }
        for step in lists(2_048) {
            #expect(Message.record(.max, step).encoded().count <= WireLimits.messageBytesMax)
            #expect(try isTaken(step))
        }
        for step in lists(2_049) { #expect(try !isTaken(step)) }
    }

    @Test("512 entries are taken, 513 are too many")
    func entries() throws {
        for pushed in [true, false] {
            #expect(try isTaken(.entries(Array(repeating: [1], count: 512), pushed: pushed)))
            #expect(try !isTaken(.entries(Array(repeating: [1], count: 513), pushed: pushed)))
        }
    }

    @Test("Lines whose lists are of unequal lengths are refused, and stops may be left out altogether")
    func unequalLines() throws {
        // Two logs with one or two heights, heads and stops.
        func lines(_ heights: [UInt8], _ heads: [UInt8], _ stops: [UInt8]?) -> [UInt8] {
            field(2, two) + field(3, heights) + field(4, heads) + (stops.map { field(5, $0) } ?? [])
        }
        let log = UInt64(0x0101_0101_0101_0101)
        func expected(_ stops: [UInt32?]) -> RecordStep {
            .lines(
                zip([5, 6] as [UInt32], stops).map { LogLine(log: log, height: $0, head: log, stop: $1) }, buckets: 0,
                takesNewLogs: true)
        }
        #expect(try decoded(4, lines([5, 6], two, nil)) == expected([nil, nil]))
        #expect(try decoded(4, lines([5, 6], two, [0, 1])) == expected([nil, 0]))
        #expect(try decoded(4, lines([5, 6], two, [8, 0])) == expected([7, nil]))
        for wrong in [
            lines([5], two, nil), lines([5, 6, 7], two, nil), lines([5, 6], one, nil), lines([5, 6], two + one, nil),
            lines([5, 6], two, [1]), lines([5, 6], two, [1, 1, 1]), field(2, one), field(3, [1]), field(5, [1]),
        ] {
            #expect(throws: WireError.outOfBounds) { try decoded(4, wrong) }
        }
    }

    @Test("Ranges that are empty, reversed or not paired are refused")
    func ranges() throws {
        func wants(_ lower: [UInt8], _ upper: [UInt8]) -> [UInt8] { field(1, two) + field(2, lower) + field(3, upper) }
        let log = UInt64(0x0101_0101_0101_0101)
        #expect(
            try decoded(5, wants([0, 3], [1, 9]))
                == .wants([LogRange(log: log, heights: 0..<1), LogRange(log: log, heights: 3..<9)], graft: false))
        for wrong in [
            wants([0, 3], [1, 3]), wants([1, 3], [0, 9]), wants([0, 0], [0, 0]), wants([0], [1, 9]),
            wants([0, 3], [1]), wants([0, 3, 4], [1, 9, 9]), field(1, one), field(3, [1]),
        ] {
            #expect(throws: WireError.outOfBounds) { try decoded(5, wrong) }
        }
    }

    @Test("Heights that are not paired with logs are refused")
    func heights() throws {
        let height = LogHeight(log: 0x0101_0101_0101_0101, height: 0x7F)
        #expect(try decoded(8, field(1, one) + field(2, [0x7F])) == .held([height]))
        for wrong in [field(1, one), field(2, [1]), field(1, two) + field(2, [1]), field(1, one) + field(2, [1, 2])] {
            #expect(throws: WireError.outOfBounds) { try decoded(8, wrong) }
        }
    }

    @Test("A proof without entries asks for one, by the log's number")
    func proofs() throws {
        #expect(try decoded(10, [0x19] + one) == .askProof(0x0101_0101_0101_0101))
        #expect(try decoded(10, field(1, [7]) + field(2, [8]) + [0x19] + one) == .proof([7], [8]))
    }

    @Test("A step of a later version, none, and bytes that are no step are refused")
    func unknown() {
        #expect(throws: WireError.unknownKind) { try Message(decoding: field(11, [])) }
        #expect(throws: WireError.unknownKind) { try Message(decoding: field(11, [0x09] + one)) }
        #expect(throws: WireError.unknownKind) { try Message(decoding: record(15, [1, 2])) }
        #expect(throws: WireError.malformed) { try Message(decoding: record(6, [0x0A, 0x7F])) }
        // Half a number.
        #expect(throws: WireError.malformed) { try Message(decoding: record(8, field(1, [1, 2, 3]))) }
    }
}
