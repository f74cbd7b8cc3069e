/// Somebody in a gathering, as every list of people in it names them.
package struct PersonBody: Codable, Hashable, Sendable {
    /// The name on their badge when last heard of; empty if only the key is known.
    package var name: String
    /// The first bits of their key.
    package var tag: String
    /// Their key in hexadecimal.
    package var key: String

    /// All fields at once.
    package init(name: String, tag: String, key: String) {
        self.name = name
        self.tag = tag
        self.key = key
    }
}
