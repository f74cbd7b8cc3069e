import FoundationEssentials
import GRDB
package import Gatherings
import Glibc
import Keys
package import Peering

/// What is kept of gatherings, read.
extension Store {
    /// Notes where the database lies. If that is another place than last time, or somebody else wrote the file since,
    /// it was copied or restored: then it begins new logs, because the old ones may go on elsewhere, or have gone on.
    ///
    /// A full disk keeps nobody from starting: it is found again at the next start, and no old log is used until then.
    ///
    /// - Returns: whether it was copied or restored.
    /// - Throws: ``StorageError``, but never ``StorageError/full(path:)``.
    package func settle() throws(StorageError) -> Bool {
        let (here, before): (String, String?)
        do {
            here = try fingerprint()
            before = try pool.read { db in try String.fetchOne(db, sql: "SELECT fingerprint FROM place") }
        } catch { throw StorageError(error, at: path) }
        if before != here || !isAsLeft {
            do {
                try pool.write { db in
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO place (id, fingerprint) VALUES (1, ?)", arguments: [here])
                    try db.execute(sql: "UPDATE gathering SET ownLog = NULL")
                }
            } catch {
                let failure = StorageError(error, at: path)
                guard case .full = failure else { throw failure }
                return before != nil
            }
        }
        notePlace(isSettled: true)
        return before != nil && (before != here || !isAsLeft)
    }

    /// The machine and the file: a copy has another number, and another machine another name.
    private func fingerprint() throws -> String {
        let machine = try? Descriptor("/etc/machine-id", O_RDONLY).readBytes(64)
        let file = try Place.status(path).st_ino
        let name = String(decoding: machine ?? [], as: UTF8.self).filter { $0.isHexDigit }
        return "\(name)/\(file)"
    }

    /// All that is needed of gatherings at the start.
    /// - Throws: ``StorageError``.
    package func loadGatherings() throws(StorageError) -> StoredGatherings {
        var stored = StoredGatherings()
        stored.joined = try gatherings()
        stored.left = try gatherings(left: true)
        stored.older = try olderGatherings()
        stored.invitations = try invitations()
        let older = Set(stored.older.map(\.id))
        stored.deskRequests = try deskRequests().filter { !older.contains($0.gathering) }
        stored.deskBookings = try deskBookings().filter { !older.contains($0.gathering) }
        for record in stored.joined + stored.left {
            stored.programmes[record.gathering] = try entries(of: record.gathering, document: record.gathering)
        }
        return stored
    }

    /// The founding entries of gatherings of an earlier release.
    private func olderGatherings() throws(StorageError) -> [Entry] {
        do {
            return try pool.read { db in
                try Row.fetchAll(db, sql: "SELECT founding FROM gathering ORDER BY id").compactMap { row in
                    Self.founding(row).flatMap { Self.isOlder($0) ? $0 : nil }
                }
            }
        } catch { throw StorageError(error, at: path) }
    }

    private static func founding(_ row: Row) -> Entry? { try? Entry(decoding: [UInt8](row["founding"] as Data)) }

    private static func isOlder(_ founding: Entry) -> Bool { (try? FoundingTerms(of: founding))?.areOlder ?? false }

    /// The gatherings that we take part in, in the order in which we joined; those that we left if asked for. Without
    /// those of an earlier release.
    /// - Throws: ``StorageError``.
    package func gatherings(left: Bool = false) throws(StorageError) -> [RestoredRecord] {
        do {
            return try pool.read { db in
                let sql = "SELECT * FROM gathering WHERE hasLeft = ? ORDER BY joinedMS, id"
                return try Row.fetchAll(db, sql: sql, arguments: [left]).compactMap { row in
                    guard let name = EntryID(data: row["name"]) else { return nil }
                    let founding = Self.founding(row)
                    if let founding, Self.isOlder(founding) { return nil }
                    let ownLog = isSettled ? row["ownLog"] as Int64? : nil
                    let invitation = (row["secret"] as Data?)
                        .flatMap { try? Invitation(secret: [UInt8]($0), gathering: name) }
                    var record = RestoredRecord(
                        gathering: name, founding: founding, membership: invitation.map { .invited($0) } ?? .open,
                        ownLog: ownLog.map { UInt64(bitPattern: $0) })
                    guard let rows = try EntryRows(name, db) else { return nil }
                    record.logs = try logs(rows, name)
                    record.proofs = try Self.proofs(rows)
                    record.lacking = try Self.places(rows, Self.lacking)
                    record.takenBack = try Self.places(rows, Self.takenBack)
                    return record
                }
            }
        } catch { throw StorageError(error, at: path) }
    }

    /// Codes of gatherings of which nobody was met yet.
    /// - Throws: ``StorageError``.
    package func invitations() throws(StorageError) -> [Invitation] {
        do {
            return try pool.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM invitation ORDER BY prefix").compactMap { row in
                    try? Invitation(
                        secret: [UInt8](row["secret"] as Data), gatheringPrefix: UInt64(bitPattern: row["prefix"]))
                }
            }
        } catch { throw StorageError(error, at: path) }
    }

    private func logs(_ rows: EntryRows, _ gathering: EntryID) throws -> [RestoredLog] {
        var names: [Int64: (names: [EntryID], bytes: EntryBytes)] = [:]
        let programme = try rows.existing(document: gathering)
        let entries = try Row.fetchCursor(
            rows.db,
            sql: """
                SELECT entry.log, entry.height, entry.name, document,
                    length(header) + coalesce(length(content), 0) AS bytes
                FROM log JOIN entry ON entry.log = log.id WHERE log.gathering = ? ORDER BY entry.log, entry.height
                """, arguments: [rows.gathering])
        while let row = try entries.next() {
            guard let name = EntryID(data: row["name"]) else { continue }
            let (log, document): (Int64, Int64) = (row["log"], row["document"])
            let bytes = row["bytes"] + Quota.overhead
            names[log, default: ([], EntryBytes())].names.append(name)
            names[log, default: ([], EntryBytes())].bytes += EntryBytes(
                all: bytes, programme: document == programme ? bytes : 0)
        }
        let sql = "SELECT log.*, key FROM log JOIN author ON author.id = log.author WHERE gathering = ? ORDER BY log.id"
        return try Row.fetchAll(rows.db, sql: sql, arguments: [rows.gathering]).compactMap { row in
            let (id, number): (Int64, Int64) = (row["id"], row["number"])
            let height: Int = row["height"]
            let held = names[id] ?? ([], EntryBytes())
            let log = LogID(author: try PublicKey(trusting: row["key"] as Data), number: UInt64(bitPattern: number))
            guard held.names.count == height else { throw StorageError.damaged(path: path, detail: "a log has a gap") }
            let stop: Int? = row["stop"]
            guard height > 0 || stop != nil else { return nil }
            let head = held.names.last ?? gathering
            return RestoredLog(
                id: log, log: Log(height: height, head: head, checkedHeight: height, stop: stop),
                entries: held.names, bytes: held.bytes)
        }
    }

    private static func proofs(_ rows: EntryRows) throws -> [ForkProof] {
        let sql = "SELECT first, second FROM fork JOIN log ON log.id = fork.log WHERE gathering = ? ORDER BY log"
        return try Row.fetchAll(rows.db, sql: sql, arguments: [rows.gathering]).compactMap { row in
            guard let first = try? Entry(decoding: [UInt8](row["first"] as Data)),
                let second = try? Entry(decoding: [UInt8](row["second"] as Data))
            else { return nil }
            return try? ForkProof(first, second)
        }
    }

    /// Entries whose content is not here and was not taken back.
    private static let lacking = """
        SELECT entry.log, entry.height, entry.name, entry.document FROM log JOIN entry ON entry.log = log.id
        LEFT JOIN retraction ON retraction.log = entry.log AND retraction.height = entry.height
            AND retraction.name = entry.name AND retraction.document = entry.document
        WHERE log.gathering = ? AND entry.content IS NULL AND retraction.log IS NULL
        """

    private static let takenBack = """
        SELECT retraction.* FROM log JOIN retraction ON retraction.log = log.id WHERE log.gathering = ?
        """

    /// Places of entries that a query names by rows.
    private static func places(_ rows: EntryRows, _ query: String) throws -> [EntryPlace] {
        let sql = """
            SELECT author.key, log.number, place.height, place.name, document.name AS document
            FROM (\(query)) AS place JOIN log ON log.id = place.log JOIN author ON author.id = log.author
            JOIN document ON document.id = place.document
            ORDER BY author.key, log.number, place.height, place.name
            """
        return try Row.fetchAll(rows.db, sql: sql, arguments: [rows.gathering]).compactMap { row in
            guard let name = EntryID(data: row["name"]), let document = EntryID(data: row["document"]) else {
                return nil
            }
            let log = LogID(
                author: try PublicKey(trusting: row["key"] as Data), number: UInt64(bitPattern: row["number"]))
            return EntryPlace(log: log, height: row["height"], name: name, document: document)
        }
    }

    // Entries.

    /// Entries of these ranges as they travel, in order, until there are so many bytes or one is not there.
    /// - Throws: ``StorageError``.
    package func entries(
        of gathering: EntryID, in spans: [LogSpan], bytesMax: Int, countMax: Int
    ) throws(StorageError) -> [[UInt8]] {
        do {
            return try pool.read { db in
                guard let rows = try EntryRows(gathering, db) else { return [] }
                var (found, bytes): ([[UInt8]], Int) = ([], 0)
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT height, header, signature, content FROM entry
                        WHERE log = ? AND height >= ? AND height < ? ORDER BY height
                        """)
                for span in spans {
                    guard let log = try rows.existing(span.log) else { return found }
                    var next = span.heights.lowerBound
                    let cursor = try Row.fetchCursor(
                        statement, arguments: [log, span.heights.lowerBound, span.heights.upperBound])
                    while let row = try cursor.next() {
                        guard row["height"] == next else { return found }
                        let entry = Entry.encoded(
                            header: [UInt8](row["header"] as Data), signature: [UInt8](row["signature"] as Data),
                            content: (row["content"] as Data?).map { [UInt8]($0) })
                        if !found.isEmpty, bytes + entry.count > bytesMax || found.count >= countMax { return found }
                        found.append(entry)
                        bytes += entry.count + 4
                        next += 1
                    }
                    guard next == span.heights.upperBound else { return found }
                }
                return found
            }
        } catch { throw StorageError(error, at: path) }
    }

    /// One entry, nil if it is not there.
    /// - Throws: ``StorageError``.
    package func entry(of gathering: EntryID, _ log: LogID, height: Int) throws(StorageError) -> Entry? {
        let found = try entries(
            of: gathering, in: [LogSpan(log: log, heights: height..<height + 1)], bytesMax: 1, countMax: 1)
        return found.first.flatMap { try? Entry(decoding: $0) }
    }

    /// The entries of a document, in the order in which they came; none if there is no such document.
    /// - Throws: ``StorageError``.
    package func entries(of gathering: EntryID, document: EntryID) throws(StorageError) -> [Entry] {
        do {
            return try pool.read { db in
                guard let rows = try EntryRows(gathering, db), let id = try rows.existing(document: document) else {
                    return []
                }
                let sql = "SELECT header, signature, content FROM entry WHERE document = ? ORDER BY id"
                return try Row.fetchAll(db, sql: sql, arguments: [id]).map(Self.entry)
            }
        } catch { throw StorageError(error, at: path) }
    }

    /// The entry of a document with this name, nil if there is none.
    /// - Throws: ``StorageError``.
    package func entry(of gathering: EntryID, named name: EntryID) throws(StorageError) -> Entry? {
        do {
            return try pool.read { db in
                guard let rows = try EntryRows(gathering, db) else { return nil }
                let sql = """
                    SELECT header, signature, content FROM entry JOIN document ON document.id = entry.document
                    WHERE document.gathering = ? AND entry.name = ?
                    """
                return try Row.fetchOne(db, sql: sql, arguments: [rows.gathering, Data(name.bytes.bytes)])
                    .map(Self.entry)
            }
        } catch { throw StorageError(error, at: path) }
    }

    private static func entry(_ row: Row) throws -> Entry {
        try Entry(
            decoding: Entry.encoded(
                header: [UInt8](row["header"] as Data), signature: [UInt8](row["signature"] as Data),
                content: (row["content"] as Data?).map { [UInt8]($0) }))
    }
}

extension EntryID {
    init?(data: Data) {
        guard let bytes = try? Bytes32(data) else { return nil }
        self.init(bytes)
    }
}
