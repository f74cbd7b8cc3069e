import NIOCore
import NIOPosix

/// Starts SwiftNIO and ends: the least that a program on it can take, beside which `baithak nearby` is measured.
@main
struct EmptyNIO {
    static func main() throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try group.syncShutdownGracefully()
    }
}
