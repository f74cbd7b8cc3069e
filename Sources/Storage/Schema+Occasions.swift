import GRDB

extension Schema {
    static func occasions(_ db: Database) throws {
        try db.execute(
            sql: """
                -- At which gathering a contact was met, and what it was called then, in bytes as names are. Both are
                -- NULL where there was none, and for contacts of before.
                ALTER TABLE contact ADD COLUMN gathering BLOB CHECK (length(gathering) = 32);
                ALTER TABLE contact ADD COLUMN gatheringTitle BLOB;
                """)
    }
}
