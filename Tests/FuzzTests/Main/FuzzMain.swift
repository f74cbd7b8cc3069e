import Glibc

/// What libFuzzer calls. `make fuzz` builds and runs it; what it finds becomes a file of `Tests/FuzzCorpora`.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target.take(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Chosen in the environment, because the arguments are libFuzzer's.
private let target: FuzzTarget = {
    guard let name = getenv("FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
        print("FUZZ_TARGET is one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
        exit(2)
    }
    return target
}()
