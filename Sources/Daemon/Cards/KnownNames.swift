import Confusables
import Keys

/// The names of our contacts, to notice who renamed and who looks like one of them.
struct KnownNames {
    private var names: [PublicKey: String] = [:]
    private var keys: [Skeleton: [PublicKey]] = [:]
    /// Contacts by their tags: more than one has the same if somebody looked for such a key.
    private var tags: [String: [PublicKey]] = [:]
    /// What the names of those in the roster look like; as many as the roster has, see ``forget(_:)``.
    private var seen: [PublicKey: (name: String, skeleton: Skeleton)] = [:]

    /// We know somebody by this name from now on.
    mutating func set(_ name: String, of key: PublicKey) {
        remove(key)
        names[key] = name
        keys[Skeleton(of: name), default: []].append(key)
        tags[key.tag, default: []].append(key)
    }

    /// They are no contact any more.
    mutating func remove(_ key: PublicKey) {
        guard let name = names.removeValue(forKey: key) else { return }
        keys[Skeleton(of: name)]?.removeAll { $0 == key }
        tags[key.tag]?.removeAll { $0 == key }
    }

    /// They have left the roster.
    mutating func forget(_ key: PublicKey) { seen[key] = nil }

    /// Our own name for somebody who has another now; nil if it is the same, or we know none.
    func knownAs(_ key: PublicKey, calledNow name: String) -> String? {
        names[key].flatMap { $0.utf8.elementsEqual(name.utf8) ? nil : $0 }
    }

    /// A contact who has this one's tag, or whose name looks like this one's, and who is somebody else; nil if there
    /// is none, or we know this one by that tag or name too.
    mutating func resembled(by key: PublicKey, calledNow name: String) -> PublicKey? {
        guard !names.isEmpty else { return nil }
        if let twins = tags[key.tag], let twin = twins.first, !twins.contains(key) { return twin }
        let skeleton: Skeleton
        if let entry = seen[key], entry.name.utf8.elementsEqual(name.utf8) {
            skeleton = entry.skeleton
        } else {
            skeleton = Skeleton(of: name)
            seen[key] = (name, skeleton)
        }
        guard let alike = keys[skeleton], !alike.contains(key) else { return nil }
        return alike.first
    }
}
