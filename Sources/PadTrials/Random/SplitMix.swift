/// Random numbers from a seed (SplitMix64; Steele, Lea and Flood, 2014).
package struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The same seed gives the same numbers.
    package init(_ seed: UInt64) { state = seed }

    /// Any number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one below a bound, which is above 0.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
