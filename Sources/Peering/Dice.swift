/// Random choices that one seed repeats exactly: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014). For spreading load, never for secrets.
package struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Equal seeds give equal choices.
    package init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one less than `bound`, which is at least 1.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// Milliseconds from 0 up to and including `bound`.
    package mutating func milliseconds(upTo bound: Int64) -> Int64 { Int64.random(in: 0...bound, using: &self) }
}
