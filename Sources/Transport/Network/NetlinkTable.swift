import CLinux

/// Reads what rtnetlink(7) says: messages of a header and attributes, in the byte order of this machine. Total: bytes
/// that are no messages are none, and every step goes forward.
enum NetlinkTable {
    /// One message: the kernel's number of its type, and its bytes after the header.
    struct Message {
        let type: UInt16
        let body: ArraySlice<UInt8>
    }

    /// The bytes of one table of this machine; nil if the kernel does not give it.
    static func bytes(of table: baithak_netlink_kind) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: TransportLimits.netlinkBytesMax) { buffer, count in
            count = max(0, baithak_netlink_table(Int32(table.rawValue), buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// The messages, up to the first that does not fit (netlink(7): length, type, flags, number, port).
    static func messages(in bytes: [UInt8]) -> [Message] {
        var messages: [Message] = []
        var rest = bytes[...]
        while rest.count >= 16 {
            let length = Int(rest.number(at: 0, as: UInt32.self))
            guard length >= 16, length <= rest.count else { break }
            let body = rest.dropFirst(16).prefix(length - 16)
            messages.append(Message(type: rest.number(at: 4, as: UInt16.self), body: body))
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return messages
    }

    /// The attributes by their types, the last of each type, up to the first that does not fit (rtnetlink(7)).
    static func attributes(in bytes: ArraySlice<UInt8>) -> [UInt16: ArraySlice<UInt8>] {
        var attributes: [UInt16: ArraySlice<UInt8>] = [:]
        var rest = bytes
        while rest.count >= 4 {
            let length = Int(rest.number(at: 0, as: UInt16.self))
            guard length >= 4, length <= rest.count else { break }
            // The two highest bits are flags.
            attributes[rest.number(at: 2, as: UInt16.self) & 0x3FFF] = rest.dropFirst(4).prefix(length - 4)
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return attributes
    }
}

extension ArraySlice<UInt8> {
    /// The number that stands `offset` bytes from the start, in the byte order of this machine; 0 if it does not fit.
    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
        let size = MemoryLayout<Number>.size
        guard offset >= 0, count >= offset + size else { return 0 }
        return withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    }

    /// A text that ends with a NUL, or with the bytes.
    var text: String { String(decoding: prefix { $0 != 0 }, as: UTF8.self) }
}
