/// A JSON value (RFC 8259) as it was written: members keep their order, and numbers their digits, so that what this
/// version does not know survives untouched.
package indirect enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, verbatim.
    case number(String)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// An object; no two members have one name.
    case object([Member])

    /// A name and its value.
    package struct Member: Hashable, Sendable {
        /// The name; two names are the same only if their bytes are.
        package var name: String
        /// The value.
        package var value: JSONValue

        /// Both fields at once.
        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The member of an object with this name; nil where there is none, or no object.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The text, nil for anything else.
    package var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The members of an object, none for anything else.
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// A whole number, nil for anything else.
    package var integer: Int64? { if case .number(let digits) = self { Int64(digits) } else { nil } }

    /// Puts a member in place of one with the same name, or at the end; nil takes it away. Nothing happens to anything
    /// but an object.
    package mutating func set(_ name: String, _ value: JSONValue?) {
        guard case .object(var members) = self else { return }
        let place = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
        switch (place, value) {
        case (let place?, let value?): members[place].value = value
        case (let place?, nil): members.remove(at: place)
        case (nil, let value?): members.append(Member(name, value))
        case (nil, nil): return
        }
        self = .object(members)
    }
}
