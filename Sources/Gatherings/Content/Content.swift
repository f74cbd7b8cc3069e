internal import FoundationEssentials
package import Keys
internal import SwiftProtobuf

/// What an entry says.
package enum Content: Hashable, Sendable {
    /// Begins a gathering.
    case founding(Founding)
    /// Takes part from now on.
    case join(Join)
    /// Takes part no longer.
    case leave
    /// Makes somebody an organiser.
    case organiser(PublicKey)
    /// Adds a room, or takes it away.
    case room(Room)
    /// Adds a slot, or takes it away.
    case slot(Slot)
    /// Proposes a session.
    case session(Session)
    /// Changes what a session's proposal says.
    case sessionEdit(SessionEdit)
    /// Whether its author wants to be at a session.
    case want(Want)
    /// Puts a session somewhere.
    case placement(Placement)
    /// Edits a pad.
    case padEdit(PadEdit)
    /// Takes back an entry.
    case retraction(Retraction)
    /// Opens a desk, or closes it.
    case desk(Desk)
    /// Says whether a slot of a desk is taken.
    case deskSlot(DeskSlot)
    /// Lets a log in.
    case admission(Admission)

    /// What it is.
    package var kind: EntryKind {
        switch self {
        case .founding: .founding
        case .join: .join
        case .leave: .leave
        case .organiser: .organiser
        case .room: .room
        case .slot: .slot
        case .session: .session
        case .sessionEdit: .sessionEdit
        case .want: .want
        case .placement: .placement
        case .padEdit: .padEdit
        case .retraction: .retraction
        case .desk: .desk
        case .deskSlot: .deskSlot
        case .admission: .admission
        }
    }

    /// What goes into an entry's header and beside it.
    package func encoded() -> (kind: UInt32, shape: [UInt8], content: [UInt8]) {
        switch self {
        case .padEdit(let edit): (kind.rawValue, edit.shape, edit.text)
        case .admission(let admission): (kind.rawValue, admission.message.encodedBytes(), [])
        default: (kind.rawValue, [], bytes)
        }
    }

    private var bytes: [UInt8] {
        switch self {
        case .founding(let founding): return founding.message.encodedBytes()
        case .join(let join): return join.message.encodedBytes()
        case .leave: return []
        case .organiser(let key):
            var message = PBOrganiser()
            message.key = .init(key.bytes)
            return message.encodedBytes()
        case .room(let room): return room.message.encodedBytes()
        case .slot(let slot): return slot.message.encodedBytes()
        case .session(let session): return session.message.encodedBytes()
        case .sessionEdit(let edit): return edit.message.encodedBytes()
        case .want(let want): return want.message.encodedBytes()
        case .placement(let placement): return placement.message.encodedBytes()
        // What they say is in their shapes.
        case .padEdit, .admission: return []
        case .retraction(let retraction): return retraction.message.encodedBytes()
        case .desk(let desk): return desk.message.encodedBytes()
        case .deskSlot(let slot): return slot.message.encodedBytes()
        }
    }

    /// What an entry says, the same everywhere. An edit of a pad and an admission
    /// can be read when their content was retracted, too.
    ///
    /// - Throws: ``ContentError``, also for a text that is out of its bounds: then the entry counts for nothing.
    package init(of entry: Entry) throws(ContentError) {
        guard let kind = EntryKind(rawValue: entry.header.kind) else { throw .unknownKind(entry.header.kind) }
        switch kind {
        case .padEdit:
            self = .padEdit(try PadEdit(of: entry))
            return
        case .admission:
            self = .admission(try Admission(try Self.read(entry.header.shape)))
            return
        default: break
        }
        guard let bytes = entry.content else { throw .retracted }
        switch kind {
        case .founding: self = .founding(try Founding(try Self.read(bytes)))
        case .join: self = .join(try Join(try Self.read(bytes)))
        case .leave: self = .leave
        case .organiser:
            let message: PBOrganiser = try Self.read(bytes)
            self = .organiser(PublicKey(trusting: try bytes32(message.key)))
        case .room: self = .room(try Room(try Self.read(bytes)))
        case .slot: self = .slot(try Slot(try Self.read(bytes)))
        case .session: self = .session(try Session(try Self.read(bytes)))
        case .sessionEdit: self = .sessionEdit(try SessionEdit(try Self.read(bytes)))
        case .want: self = .want(try Want(try Self.read(bytes)))
        case .placement: self = .placement(try Placement(try Self.read(bytes)))
        case .padEdit, .admission: throw .malformed
        case .retraction: self = .retraction(try Retraction(try Self.read(bytes)))
        case .desk: self = .desk(try Desk(try Self.read(bytes)))
        case .deskSlot: self = .deskSlot(try DeskSlot(try Self.read(bytes)))
        }
    }

    static func read<Message: SwiftProtobuf.Message>(_ bytes: [UInt8]) throws(ContentError) -> Message {
        do throws(EntryError) {
            return try .decoded(from: bytes)
        } catch {
            throw .malformed
        }
    }
}
