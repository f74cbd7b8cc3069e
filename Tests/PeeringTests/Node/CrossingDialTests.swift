import Peering
import Testing

/// Two nodes dial each other at the same moment, and two links open between them.
struct CrossingDialTests {
    /// The two links by who dialled: what each side calls them.
    struct Side {
        var stage: Stage
        let other: Person

        /// Opens both links in this order, and tells which this side keeps open.
        mutating func kept(oursFirst: Bool, apartMS: Int64) -> String {
            var names: [LinkID: String] = [:]
            var closed: [LinkID: CloseReason] = [:]
            for isOurs in oursFirst ? [true, false] : [false, true] {
                let (id, effects) = stage.link(other, dial: isOurs ? DialID(900) : nil)
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
        arguments: [true, false], [0, 4_900] as [Int64])
    func smallerKeyDialled(_ oursFirst: Bool, _ apartMS: Int64) {
        // Our key is larger than Asha's and smaller than Bob's.
        var toAsha = Side(stage: Stage(), other: .asha)
        #expect(toAsha.kept(oursFirst: oursFirst, apartMS: apartMS) == "theirs")
        var toBob = Side(stage: Stage(), other: .bob)
        #expect(toBob.kept(oursFirst: oursFirst, apartMS: apartMS) == "ours")
    }

    @Test("After five seconds they do not cross any more: each side keeps the later one", arguments: [true, false])
    func later(_ oursFirst: Bool) {
        for person in [Person.asha, .bob] {
            var side = Side(stage: Stage(), other: person)
            #expect(side.kept(oursFirst: oursFirst, apartMS: 5_000) == (oursFirst ? "theirs" : "ours"))
        }
    }
}
