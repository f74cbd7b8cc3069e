/// What people put on contact cards.
package struct CardDetails: Hashable, Sendable {
    /// The full name.
    package var name: String
    /// What friends say.
    package var nicknames: [String] = []
    /// Where one works or helps.
    package var organizations: [String] = []
    /// What one is there.
    package var titles: [String] = []
    /// Mail addresses.
    package var emails: [String] = []
    /// Telephone numbers.
    package var phones: [String] = []
    /// Accounts elsewhere.
    package var services: [Service] = []
    /// Pages.
    package var links: [String] = []
    /// Postal addresses, each as one text.
    package var addresses: [String] = []
    /// Languages one likes to be spoken to in, as BCP 47 names them, the dearest first.
    package var languages: [String] = []
    /// Anything else.
    package var notes: [String] = []
    /// A picture; at most ``CardLimits/photoBytesMax``.
    package var photo: Photo?

    /// An account elsewhere.
    package struct Service: Hashable, Sendable {
        /// The service, as `Mastodon`.
        package var service: String
        /// The account, as `@asha@example.org`.
        package var user: String

        /// Both fields at once.
        package init(service: String, user: String) {
            self.service = service
            self.user = user
        }
    }

    /// Somebody's, with nothing but a name; the name may be empty and anything.
    package init(received name: String) { self.name = name }

    /// One's own, with nothing but a name; ``validate()`` says whether it is fit.
    package init(name: String) { self.name = name }

    /// Whether what the owner entered is fit to be put on a card.
    /// - Throws: ``CardError`` with the field and what to change.
    package func validate() throws(CardError) {
        try Self.check("name", name, max: CardLimits.textBytesMax)
        for list in CardList.allCases where list != .photo {
            let texts = list.texts(of: self)
            if texts.count > CardLimits.entriesMax {
                throw .tooMany(field: list.word, count: texts.count, max: CardLimits.entriesMax)
            }
            for text in texts {
                let isLong = list == .addresses || list == .notes
                try Self.check(
                    list.word, text, max: isLong ? CardLimits.noteBytesMax : CardLimits.textBytesMax,
                    mayBreakLines: isLong)
            }
        }
        for email in emails where !CardForm.isEmail(email) {
            throw .badForm(field: "mail address", value: email, expected: "asha@example.org")
        }
        for phone in phones where !CardForm.isPhone(phone) {
            throw .badForm(field: "telephone number", value: phone, expected: "+91 98765 43210")
        }
        for link in links where !CardForm.isLink(link) {
            throw .badForm(field: "link", value: link, expected: "https://example.org")
        }
        for language in languages where !CardForm.isLanguage(language) {
            throw .badForm(field: "language", value: language, expected: "hi or en-GB")
        }
        if let photo {
            if photo.bytes.count > CardLimits.photoBytesMax {
                throw .tooLarge(bytes: photo.bytes.count, max: CardLimits.photoBytesMax)
            }
            guard CardForm.photoType(of: photo.bytes) == photo.type else {
                throw .badForm(field: "photo", value: photo.type, expected: "a JPEG, PNG, WebP or GIF file")
            }
        }
    }

    private static func check(
        _ field: String, _ text: String, max: Int, mayBreakLines: Bool = false
    ) throws(CardError) {
        let size = text.utf8.count
        if size > max { throw .tooLong(field: field, bytes: size, max: max) }
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { throw .empty(field: field) }
        let unfit = text.unicodeScalars.first { $0.isUnfitToShow && !(mayBreakLines && $0 == "\n") }
        if let unfit { throw .character(field: field, codePoint: unfit.value) }
    }
}
