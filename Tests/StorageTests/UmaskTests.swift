import Glibc
import Peering
import Testing

@testable import Storage

/// The umask belongs to the whole process: other tests may see it for a moment, and none depends on it.
@Suite(.serialized)
struct UmaskTests {
    @Test("Files and folders have their modes whatever the umask is", arguments: [0, 0o077] as [mode_t])
    func modes(_ mask: mode_t) throws {
        let scratch = try Scratch()
        let identity = scratch.file("identity.key")
        let database = scratch.file("store/baithak.sqlite")
        let before = umask(mask)
        defer { umask(before) }
        _ = try IdentityFile.create(at: identity)
        #expect(try mode(identity) == 0o600)
        let store = try Store(path: database)
        try store.write([.visibility(false)], atMS: 1)
        #expect(try mode(scratch.file("store")) == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(database + suffix) == 0o600) }
        try store.close()
    }
}
