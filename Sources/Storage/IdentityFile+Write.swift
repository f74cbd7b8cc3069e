import Glibc
import Keys

extension IdentityFile {
    /// Writes the file under another name, waits for the disk, and gives it its own name only if nothing has that.
    static func write(_ key: SigningKey, to path: String) throws(IdentityError) {
        // 64 random bits: nobody has that name, and if somebody does, nothing is overwritten.
        let temporary = path + ".new-" + String(UInt64.random(in: .min ... .max), radix: 36)
        do throws(SystemFailure) {
            let file = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            defer { unlink(temporary) }
            try file.setMode(0o600)
            try file.writeAll((magic + [version] + key.publicKey.bytes).span.bytes)
            try key.withSeed { seed throws(SystemFailure) in try file.writeAll(seed) }
            try file.sync()
            // link(2) is the one call that names a file and never replaces another.
            guard link(temporary, path) == 0 else { throw .last("link") }
        } catch {
            throw error.code == EEXIST ? .exists(path: path) : .unwritable(path: path, reason: error.description)
        }
        do throws(SystemFailure) {
            try Descriptor(folder(of: path), O_RDONLY | O_DIRECTORY, following: true).sync()
        } catch {
            // Whether the name survives a power cut is unknown, so nobody may see this identity.
            unlink(path)
            throw .unwritable(path: path, reason: error.description)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
