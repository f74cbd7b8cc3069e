import Keys
import Testing

@testable import Daemon

struct KnownNamesTests {
    /// A key that begins with these bytes, which are its tag.
    private func key(_ prefix: [UInt8], _ rest: UInt8) throws -> PublicKey {
        try PublicKey(trusting: prefix + [UInt8](repeating: rest, count: 32 - prefix.count))
    }

    @Test("Who has the tag of a contact is taken for nobody else, whatever the name") func tagTwins() throws {
        let (ravi, twin) = (try key([1, 2, 3, 4, 5], 1), try key([1, 2, 3, 4, 5], 2))
        let other = try key([1, 2, 3, 4, 6], 1)
        var names = KnownNames()
        names.set("Ravi Kumar", of: ravi)
        #expect(ravi.tag == twin.tag && ravi.tag != other.tag)
        #expect(names.resembled(by: twin, calledNow: "Meera") == ravi)
        #expect(names.resembled(by: other, calledNow: "Meera") == nil)
        #expect(names.resembled(by: other, calledNow: "Ravi Kumar") == ravi)
        #expect(names.resembled(by: ravi, calledNow: "Meera") == nil)
        names.set("Meera", of: twin)
        #expect(names.resembled(by: twin, calledNow: "Meera") == nil)
        names.remove(ravi)
        names.remove(twin)
        #expect(names.resembled(by: twin, calledNow: "Meera") == nil)
    }
}
