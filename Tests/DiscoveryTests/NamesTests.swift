import Testing

@testable import Discovery

struct NamesTests {
    @Test(
        "A service type keeps RFC 6335, which Avahi does not check",
        arguments: ["_baithak._tcp", "_a._udp", "_a-b-c._tcp", "_abcdefghijklmno._tcp", "_1a._tcp"])
    func goodTypes(_ type: String) { #expect(ServiceNames.isServiceType(type)) }

    @Test(
        "A service type that breaks RFC 6335 is refused",
        arguments: [
            "", "_", "baithak._tcp", "_baithak", "_._tcp", "_abcdefghijklmnop._tcp", "_a--b._tcp", "_-a._tcp",
            "_a-._tcp", "_123._tcp", "_abc._sctp", "_zoë._tcp", "_a b._tcp", "_tcp", "._tcp",
        ])
    func badTypes(_ type: String) { #expect(!ServiceNames.isServiceType(type)) }

    @Test("A subtype is an underscore and letters or digits, since Avahi's library takes it apart at anything else")
    func subtypes() {
        for good in ["_g1234abcd", "_a", "_" + String(repeating: "a", count: 62)] {
            #expect(ServiceNames.isSubtype(good))
        }
        for bad in ["", "_", "g1", "_g1,_g2", "_g.1", "_g 1", "_é", "_a-b", "_" + String(repeating: "a", count: 63)] {
            #expect(!ServiceNames.isSubtype(bad), "\(bad)")
        }
    }

    @Test("An instance name has 1 to 63 bytes and no control characters")
    func instances() {
        #expect(ServiceNames.isInstance("baithak-k3f9"))
        #expect(ServiceNames.isInstance("Zoë 🎉"))
        #expect(ServiceNames.isInstance(String(repeating: "a", count: 63)))
        #expect(!ServiceNames.isInstance(String(repeating: "a", count: 64)))
        #expect(!ServiceNames.isInstance(String(repeating: "é", count: 32)))
        #expect(!ServiceNames.isInstance(""))
        #expect(!ServiceNames.isInstance("a\u{1B}b"))
    }

    @Test("A rename keeps the stem, changes the ending and stays within 63 bytes")
    func renames() {
        let renamed = ServiceNames.renamed("baithak-k3f9")
        #expect(renamed.hasPrefix("baithak-") && renamed.utf8.count == 12 && renamed != "baithak-k3f9")
        #expect(ServiceNames.isInstance(ServiceNames.renamed(String(repeating: "é", count: 31))))
        #expect(ServiceNames.isInstance(ServiceNames.renamed("plain")))
    }
}
