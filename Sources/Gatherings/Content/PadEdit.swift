package import Pads

extension Content {
    /// Edits a pad: what it does to the text that its author saw.
    ///
    /// Where it does something is in the entry's shape, which stays when the text is retracted, so that what others
    /// wrote keeps its place. Whatever can be wrong with it is therefore decided by the header alone; text that does
    /// not fit the shape is read as if it had been retracted, the same by those who hold it and by those who do not.
    package struct PadEdit: Hashable, Sendable {
        /// In their order: each position is of the text that the edits before it left.
        package let edits: [Edit]
        /// Whether the inserted scalars are gone, and U+FFFD stands for each.
        package let isRetracted: Bool

        /// An edit that fits one entry.
        ///
        /// - Throws: ``ContentError/tooLarge`` if it does not, ``ContentError/noChange`` if it does nothing.
        package init(_ edits: [Edit]) throws(ContentError) {
            self.edits = edits.filter { $0.count > 0 }
            isRetracted = false
            guard !self.edits.isEmpty else { throw .noChange }
            guard self.edits.count <= ContentLimits.operationsMax, shape.count <= GatheringLimits.shapeBytesMax,
                text.count <= GatheringLimits.contentBytesMax
            else { throw .tooLarge }
        }

        /// Edits that were measured before.
        init(fitting edits: [Edit]) {
            self.edits = edits
            isRetracted = false
        }

        /// Edits that insert U+FFFD alone.
        init(retracted edits: [Edit]) {
            self.edits = edits
            isRetracted = true
        }

        init(of entry: Entry) throws(ContentError) {
            let header = entry.header
            let message: PBPadShape
            do throws(EntryError) {
                message = try .decoded(from: header.shape)
            } catch {
                throw .malformed
            }
            guard message.positions.count == message.counts.count else { throw .malformed }
            guard message.counts.count <= ContentLimits.operationsMax else { throw .tooLarge }
            guard !message.counts.isEmpty else { throw .noChange }
            let inserted = message.counts.reduce(0) { $0 + max(0, Int($1)) }
            guard inserted...4 * inserted ~= header.contentLength else { throw .malformed }
            var scalars = [Unicode.Scalar](repeating: "\u{FFFD}", count: inserted)
            var isRetracted = true
            if let content = entry.content, let text = String(validating: content, as: UTF8.self) {
                let held = Array(text.unicodeScalars)
                if held.count == inserted { (scalars, isRetracted) = (held, false) }
            }
            var edits: [Edit] = []
            var (position, used) = (0, 0)
            for (step, count) in zip(message.positions, message.counts) {
                position += Int(step)
                guard 0...PadLimits.eventsMax ~= position, count != 0 else { throw .malformed }
                if count > 0 {
                    edits.append(.insert(at: position, Array(scalars[used..<used + Int(count)])))
                    position += Int(count)
                    used += Int(count)
                } else {
                    guard -Int(count) <= PadLimits.eventsMax else { throw .malformed }
                    edits.append(.delete(at: position, count: -Int(count)))
                }
            }
            self.edits = edits
            self.isRetracted = isRetracted
        }

        /// What stays.
        var shape: [UInt8] {
            var message = PBPadShape()
            var position = 0
            for edit in edits {
                switch edit {
                case .insert(let start, let scalars):
                    message.positions.append(Int32(start - position))
                    message.counts.append(Int32(scalars.count))
                    position = start + scalars.count
                case .delete(let start, let count):
                    message.positions.append(Int32(start - position))
                    message.counts.append(Int32(-count))
                    position = start
                }
            }
            return message.encodedBytes()
        }

        /// All that is inserted, in UTF-8.
        var text: [UInt8] {
            var view = String.UnicodeScalarView()
            for case .insert(_, let scalars) in edits { view.append(contentsOf: scalars) }
            return Array(String(view).utf8)
        }
    }
}
