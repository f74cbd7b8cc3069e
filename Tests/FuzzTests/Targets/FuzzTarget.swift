import PadTrials

/// A place where bytes of strangers, or of files, come in. Each does with any bytes what the programs do there, and sees
/// to it that all of it holds together; what does not hold ends the process, so that a fuzzer notices.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// The stream of a link: lengths, and sealed bodies.
    case frame
    /// The messages of a handshake, also from somebody who knows how to make them.
    case handshake
    /// What is in a frame.
    case message
    /// What an attendee says of themselves.
    case profile
    /// An entry as it travels.
    case entry
    /// What entries of every kind say, where hash and length fit.
    case content
    /// A history of edits of one pad.
    case pad
    /// A pad as `pad-bench` keeps it, and its parts.
    case padFile = "pad-file"
    /// A sealed card.
    case jws
    /// What is sealed in one.
    case card
    /// A card of an address book.
    case vcard
    /// What people type or scan: codes of keys, invitations, keys.
    case code
    /// The TXT record of a service.
    case txt
    /// What DNS-SD tells of services, one after the other.
    case sightings
    /// The head of a request to the control socket.
    case head

    /// Does with the bytes what is done with them here.
    ///
    /// - Returns: whether anything came of them but a refusal.
    @discardableResult
    func take(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .frame: FrameFuzz.take(bytes)
        case .handshake: HandshakeFuzz.take(bytes)
        case .message: MessageFuzz.take(bytes)
        case .profile: MessageFuzz.takeProfile(bytes)
        case .entry: EntryFuzz.take(bytes)
        case .content: EntryFuzz.takeContent(bytes)
        case .pad: PadFuzz.take(bytes)
        case .padFile: HostileBytes.take(bytes)
        case .jws: CardFuzz.takeSealed(bytes)
        case .card: CardFuzz.take(bytes)
        case .vcard: CardFuzz.takeVCard(bytes)
        case .code: CodeFuzz.take(bytes)
        case .txt: SightingFuzz.takeTXT(bytes)
        case .sightings: SightingFuzz.take(bytes)
        case .head: HeadFuzz.take(bytes)
        }
    }
}
