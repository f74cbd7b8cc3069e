/// Why bytes are no entry, or entries no part of a log. Always the sender's fault, unless it says otherwise.
package enum EntryError: Error, Hashable, Sendable {
    /// Not a protobuf message of the expected type.
    case malformed
    /// More bytes than ``GatheringLimits`` allows, or a list too long.
    case tooLarge
    /// A field has the wrong length or order, or contradicts another.
    case outOfBounds
    /// The author's key is no point that signs.
    case badKey
    /// The content is not the one that was signed.
    case wrongContent
    /// The signature is not the author's.
    case badSignature
    /// An entry does not name the one before it, or skips a height.
    case brokenChain
    /// Entries of another gathering.
    case wrongGathering
    /// A gap: entries before these are missing. No fault: ask for them.
    case gap
    /// The log was stopped at a height where its author signed two entries. No fault of whoever passes it on.
    case forked
    /// As many logs as a gathering may have are there already.
    case tooManyLogs
}
