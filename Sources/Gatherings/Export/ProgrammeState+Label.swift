import Keys

extension ProgrammeState {
    /// Somebody as files name them: a name is a label that anybody may choose, and may look as if it had a tag; the tag
    /// of the key stands last.
    func label(_ key: PublicKey) -> String { "\(name(of: key) ?? "somebody") (\(key.tag))" }
}
