import Commands

@main
struct Baithak {
    static func main() async { await BaithakProgram.main() }
}
