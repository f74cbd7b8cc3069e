/// A gathering as open files.
package struct ExportBody: Codable, Hashable, Sendable {
    /// The files.
    package var files: [ExportFileBody]

    /// The only field.
    package init(files: [ExportFileBody]) { self.files = files }
}

/// One of the files.
package struct ExportFileBody: Codable, Hashable, Sendable {
    /// Where it belongs below the folder that the person named: parts with slashes between them, none of which is
    /// empty, begins with a dot or holds a control character.
    package var path: String
    /// What is in it.
    package var text: String

    /// Both fields at once.
    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
