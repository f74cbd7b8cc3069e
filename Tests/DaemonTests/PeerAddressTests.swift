import Testing

@testable import Daemon

struct PeerAddressTests {
    @Test("Hosts and ports are read in every form that people write")
    func good() {
        for (text, shown) in [
            ("hub.local", "hub.local:9"), ("hub.local:22484", "hub.local:22484"), ("192.0.2.1:1", "192.0.2.1:1"),
            ("[2001:db8::1]:65535", "[2001:db8::1]:65535"), ("[2001:db8::1]", "[2001:db8::1]:9"),
            ("fe80::1%wlan0", "[fe80::1%wlan0]:9"),
        ] { #expect(PeerAddress(text, defaultPort: 9)?.description == shown) }
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", ":", ":1", "h:", "h:0", "h:65536", "h:+1", "h:1x", "h:१", "[::1", "[::1]x", "[::1]:", "[h]:1", "a b:1",
            "h/../x:1", "h\n:1", "http://h", String(repeating: "h", count: 301),
        ])
    func bad(_ text: String) {
        #expect(PeerAddress(text, defaultPort: 9) == nil)
    }
}
