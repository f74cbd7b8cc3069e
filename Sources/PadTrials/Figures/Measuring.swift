import CLinux

/// Times and sizes as benchmarks want them.
package enum Measuring {
    /// The median of several runs, in milliseconds.
    package static func medianMS(_ runs: Int = 7, _ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<runs {
            let start = clock.now
            try body()
            let time = (clock.now - start).components
            times.append(Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
        }
        return times.sorted()[runs / 2]
    }

    /// How many bytes of memory something keeps, and the thing itself.
    package static func liveBytes<Value>(_ body: () throws -> Value) rethrows -> (bytes: Int, value: Value) {
        let before = baithak_allocated_bytes()
        let value = try body()
        return (Int(baithak_allocated_bytes()) - Int(before), value)
    }
}
