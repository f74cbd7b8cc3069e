import Daemon

@main
struct Baithakd {
    static func main() async { await BaithakdProgram.launch() }
}
