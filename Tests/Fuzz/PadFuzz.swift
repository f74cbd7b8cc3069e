import PadTrials

/// What libFuzzer calls. `make fuzz-pads` builds and runs it; what it finds becomes a file of the corpus.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    HostileBytes.take(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
