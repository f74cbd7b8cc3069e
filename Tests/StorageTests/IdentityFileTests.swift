import Glibc
import Keys
import Testing

@testable import Storage

struct IdentityFileTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("identity.key")
    }

    @Test("An identity that was made is read back, from a file that only its owner may read")
    func roundTrip() throws {
        let made = try IdentityFile.create(at: path)
        #expect(try IdentityFile.load(at: path).publicKey == made.publicKey)
        #expect(try mode(path) == 0o600)
        #expect(try bytes(path).count == 81)
        #expect(try scratch.names() == ["identity.key"])
    }

    @Test("A missing identity is missing, and nothing is made")
    func missing() throws {
        #expect(throws: IdentityError.missing(path: path)) { try IdentityFile.load(at: path) }
        #expect(try scratch.names().isEmpty)
        #expect(IdentityError.missing(path: path).description.contains("baithak init"))
    }

    @Test("An identity that exists is never replaced")
    func exists() throws {
        _ = try IdentityFile.create(at: path)
        let before = try bytes(path)
        #expect(throws: IdentityError.exists(path: path)) { try IdentityFile.create(at: path) }
        #expect(try bytes(path) == before)
        #expect(try scratch.names() == ["identity.key"])
    }

    @Test("Whatever else has the name is not replaced either: a dangling link, a folder, an empty file")
    func occupied() throws {
        for occupy in [
            { symlink("/nowhere/at/all", $0) }, { mkdir($0, 0o700) }, { close(creat($0, 0o600)) },
        ] as [(String) -> Int32] {
            #expect(occupy(path) == 0)
            #expect(throws: IdentityError.exists(path: path)) { try IdentityFile.create(at: path) }
            #expect(throws: IdentityError.self) { try IdentityFile.load(at: path) }
            #expect(try scratch.names() == ["identity.key"])
            remove(path)
        }
    }

    @Test(
        "A file that others may read is refused with the command that mends it",
        arguments: [0o644, 0o640, 0o602] as [mode_t])
    func readable(_ loose: mode_t) throws {
        _ = try IdentityFile.create(at: path)
        let before = try bytes(path)
        #expect(chmod(path, loose) == 0)
        let error = #expect(throws: IdentityError.self) { try IdentityFile.load(at: path) }
        #expect(error == .readableByOthers(path: path, mode: loose))
        #expect(error?.description.contains("chmod 600 \(path)") == true)
        #expect(try bytes(path) == before)
    }

    @Test("A symbolic link, a folder and a pipe are not followed, read or waited for")
    func notAFile() throws {
        _ = try IdentityFile.create(at: path)
        #expect(symlink(path, scratch.file("link")) == 0)
        #expect(mkdir(scratch.file("folder"), 0o700) == 0)
        #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
        for name in ["link", "folder", "pipe"] {
            let other = scratch.file(name)
            #expect(throws: IdentityError.notAFile(path: other)) { try IdentityFile.load(at: other) }
        }
    }

    @Test("A read error of the disk is an error, not a missing identity")
    func readError() throws {
        // Its first byte is unmapped memory, and reading that gives EIO.
        let sick = "/proc/self/mem"
        let error = #expect(throws: IdentityError.self) { try IdentityFile.load(at: sick) }
        #expect(error == .unreadable(path: sick, reason: "read: Input/output error"))
    }

    @Test("A file of any other length is refused and left as it is")
    func length() throws {
        _ = try IdentityFile.create(at: path)
        let whole = try bytes(path)
        for count in 0..<whole.count {
            try put(Array(whole.prefix(count)), at: path)
            let error = #expect(throws: IdentityError.self) { try IdentityFile.load(at: path) }
            guard case .damaged = error else {
                Issue.record("\(count) bytes: \(String(describing: error))")
                continue
            }
        }
        try put(whole + [0], at: path)
        #expect(throws: IdentityError.damaged(path: path, reason: "it has another length")) {
            try IdentityFile.load(at: path)
        }
        #expect(try bytes(path) == whole + [0])
    }

    @Test("Any bit that changed is noticed")
    func everyBit() throws {
        _ = try IdentityFile.create(at: path)
        let whole = try bytes(path)
        for bit in 0..<whole.count * 8 {
            var changed = whole
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            try put(changed, at: path)
            #expect(throws: IdentityError.self, "bit \(bit)") { try IdentityFile.load(at: path) }
        }
        try put(whole, at: path)
        #expect(throws: Never.self) { try IdentityFile.load(at: path) }
    }

    @Test("Of many that make an identity at once, one wins, and the file is the winner's")
    func race() async throws {
        let winners = await withTaskGroup(of: PublicKey?.self) { [path] group in
            for _ in 0..<32 { group.addTask { try? IdentityFile.create(at: path).publicKey } }
            return await group.reduce(into: [PublicKey]()) { if let key = $1 { $0.append(key) } }
        }
        #expect(winners.count == 1)
        #expect(try IdentityFile.load(at: path).publicKey == winners.first)
        #expect(try scratch.names() == ["identity.key"])
    }

    @Test("A folder that is not there is an error that names it")
    func noFolder() throws {
        let error = #expect(throws: IdentityError.self) { try IdentityFile.create(at: scratch.file("a/b")) }
        #expect(error == .unwritable(path: scratch.file("a/b"), reason: "open: No such file or directory"))
    }
}
