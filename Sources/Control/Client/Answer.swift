/// An answer of the daemon: what it means, and the JSON that it came as.
package struct Answer<Value: Sendable>: Sendable {
    /// What the daemon answered.
    package let value: Value
    /// The JSON as it came, keys sorted; texts of other people are in it unaltered.
    package let json: String
}
