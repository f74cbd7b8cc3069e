import Testing

/// What is signed or hashed begins with a string that says what for, so that it can be shown as nothing else.
struct DomainTests {
    /// The strings of the form `baithak-presence-1` in code, with the files that they are in.
    private static let domains: [(text: String, path: String)] = SourceTree.sources.filter { !$0.isGenerated }
        .flatMap { file in
            file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.flatMap { line in
                line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) && isDomain($0.element) }
                    .map { (String($0.element), file.path) }
            }
        }

    private static func isDomain(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts[0] == "baithak" && parts.last?.allSatisfy(\.isNumber) == true
    }

    @Test("Each string that says what is signed or hashed stands in one place, so that nothing serves two purposes")
    func unique() {
        for (text, all) in Dictionary(grouping: Self.domains, by: \.text) {
            #expect(all.count == 1, "\(text) is in \(all.map(\.path))")
        }
    }

    @Test("The strings are found, and none begins as another does, so that no two can be taken for each other")
    func found() {
        let texts = Set(Self.domains.map(\.text))
        #expect(texts.isSuperset(of: ["baithak-link-2", "baithak-presence-1", "baithak-entry-1", "baithak-code-2"]))
        for text in texts { #expect(!texts.contains { $0 != text && $0.hasPrefix(text) }, "\(text)") }
    }
}
