/// Why bytes from another node are refused. Always the sender's fault.
package enum WireError: Error, Hashable, Sendable {
    /// Not a protobuf message of the expected type.
    case malformed
    /// More bytes than the bound.
    case tooLarge
    /// A field has the wrong length or range, or a list is too long.
    case outOfBounds
    /// A message of a kind that this version does not know.
    case unknownKind
}
