import Glibc
import Keys

extension IdentityFile {
    /// Reads and checks the file; see ``load(at:)``.
    static func read(_ path: String) throws(IdentityError) -> SigningKey {
        do {
            // Not blocking, so that a pipe in the file's place cannot hold the program up.
            let file = try Descriptor(path, O_RDONLY | O_NONBLOCK)
            try check(file.status(), path)
            let header = try file.readBytes(headerBytes)
            var seed = try Secret(zeroed: SigningKey.seedBytes)
            let count = try seed.withMutableBytes { span throws(SystemFailure) in try file.readAll(into: &span) }
            let whole = try count == SigningKey.seedBytes && file.readBytes(1).isEmpty
            try check(header, whole: whole, path)
            let key = try SigningKey(seed: seed)
            guard key.publicKey.bytes.elementsEqual(header.suffix(publicKeyBytes)) else {
                throw IdentityError.damaged(path: path, reason: "its checksum is wrong")
            }
            return key
        } catch let error as IdentityError {
            throw error
        } catch let error as SystemFailure where error.call == "open" && error.code == ENOENT {
            throw .missing(path: path)
        } catch let error as SystemFailure where error.call == "open" && (error.code == ELOOP || error.code == ENXIO) {
            throw .notAFile(path: path)
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    /// Whether it is a plain file of ours that nobody else may touch.
    private static func check(_ status: stat, _ path: String) throws(IdentityError) {
        guard status.isRegular else { throw .notAFile(path: path) }
        guard status.isOurs else { throw .notOurs(path: path) }
        guard status.othersMode == 0 else { throw .readableByOthers(path: path, mode: status.st_mode & 0o7777) }
    }

    /// Whether it begins as an identity of our version and has the length of one.
    private static func check(_ header: [UInt8], whole: Bool, _ path: String) throws(IdentityError) {
        guard header.starts(with: magic) else { throw .damaged(path: path, reason: "it does not begin as one") }
        if header.count > magic.count, header[magic.count] != version {
            throw .damaged(path: path, reason: "its version \(header[magic.count]) is not known to this baithak")
        }
        guard whole else { throw .damaged(path: path, reason: "it has another length") }
    }
}
