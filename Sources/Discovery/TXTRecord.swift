/// The TXT record of the service (RFC 6763, 6): strings of up to 255 bytes, each after its length.
enum TXTRecord {
    /// What we announce: the version of the TXT record and of the protocol, and nothing about the person.
    static let advertised = encode(["txtvers=1", "v=2"])

    /// The strings one after the other; those too long for their length byte or for the record are left out.
    static func encode(_ strings: [String]) -> [UInt8] {
        strings.reduce(into: []) { record, string in
            let bytes = Array(string.utf8)
            guard bytes.count <= 255, record.count + 1 + bytes.count <= DiscoveryLimits.txtBytesMax else { return }
            record += [UInt8(bytes.count)] + bytes
        }
    }

    /// The number after `v=`, up to three digits. Everything else in the record, and a record that ends too early, is
    /// passed over; of two such strings the first with a number counts.
    static func protocolVersion(in record: [UInt8]) -> Int? {
        var rest = record.prefix(DiscoveryLimits.txtBytesReadMax)
        while let length = rest.popFirst() {
            let string = rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            guard string.count == length, (3...5).contains(string.count), string.first == UInt8(ascii: "v"),
                string.dropFirst().first == UInt8(ascii: "=")
            else { continue }
            let digits = string.dropFirst(2)
            guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { continue }
            return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        return nil
    }
}
