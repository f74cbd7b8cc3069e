import Peering
import Testing

/// Two nodes dial each other at the same moment, and two links open between them.
struct CrossingDialTests {
    /// The two links by who dialled: what each side calls them.
    struct Side {
        var stage: Stage
        let other: Person

        /// Opens both links in this order, the later one after a handshake of so long, and tells which this side keeps.
        mutating func kept(oursFirst: Bool, apartMS: Int64, handshakeMS: Int64 = 0) -> String {
            var names: [LinkID: String] = [:]
            var closed: [LinkID: CloseReason] = [:]
            for isOurs in oursFirst ? [true, false] : [false, true] {
                let (id, effects) = stage.link(other, dial: isOurs ? DialID(900) : nil, ageMS: handshakeMS)
                names[id] = isOurs ? "ours" : "theirs"
                closed.merge(effects.closed) { first, _ in first }
                stage.pass(apartMS)
            }
            #expect(Array(closed.values) == [.duplicate])
            #expect(stage.node.linkCount == 1)
            let kept = names.filter { closed[$0.key] == nil }
            return kept.values.joined(separator: " and ")
        }
    }

    @Test(
        "Both sides keep the link that the smaller key dialled, in whichever order each sees them",
        arguments: [true, false], [(0, 0), (900, 0), (4_900, 4_000)] as [(Int64, Int64)])
    func smallerKeyDialled(_ oursFirst: Bool, _ times: (apartMS: Int64, handshakeMS: Int64)) {
        // Our key is larger than Asha's and smaller than Bob's.
        for (person, kept) in [(Person.asha, "theirs"), (.bob, "ours")] {
            var side = Side(stage: Stage(), other: person)
            #expect(side.kept(oursFirst: oursFirst, apartMS: times.apartMS, handshakeMS: times.handshakeMS) == kept)
        }
    }

    @Test(
        "A dial that began a second after a link was open crosses nothing: who dialled has lost that link",
        arguments: [true, false], [(1_000, 0), (1_500, 400), (5_900, 4_900)] as [(Int64, Int64)])
    func later(_ oursFirst: Bool, _ times: (apartMS: Int64, handshakeMS: Int64)) {
        for person in [Person.asha, .bob] {
            var side = Side(stage: Stage(), other: person)
            let kept = side.kept(oursFirst: oursFirst, apartMS: times.apartMS, handshakeMS: times.handshakeMS)
            #expect(kept == (oursFirst ? "theirs" : "ours"))
        }
    }
}
