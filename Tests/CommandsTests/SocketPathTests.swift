import ControlAPI
import Testing

@Suite struct SocketPathTests {
    @Test("The socket is where the environment says, else in the user's own folder, else the system's")
    func rule() {
        func path(_ environment: [String: String], _ folders: String...) -> String {
            ControlSocket.path(environment: environment, uid: 1_000) { folders.contains($0) }
        }
        let all = ["BAITHAK_SOCKET": "/tmp/x.sock", "XDG_RUNTIME_DIR": "/run/user/7"]
        #expect(path(all) == "/tmp/x.sock")
        #expect(path(["XDG_RUNTIME_DIR": "/run/user/7"], "/run/user/1000") == "/run/user/7/baithak.sock")
        #expect(path(["XDG_RUNTIME_DIR": "/run/user/7/"]) == "/run/user/7/baithak.sock")
        #expect(path(["BAITHAK_SOCKET": "", "XDG_RUNTIME_DIR": ""], "/run/user/1000") == "/run/user/1000/baithak.sock")
        #expect(path(["BAITHAK_SOCKET": "relative", "XDG_RUNTIME_DIR": "."]) == "/run/baithak.sock")
        #expect(path([:]) == "/run/baithak.sock")
    }
}
