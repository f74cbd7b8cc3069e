import GRDB

extension Schema {
    static func beats(_ db: Database) throws {
        try db.execute(
            sql: """
                -- The latest beat of everybody of the last 30 days, our own among them: as it was signed, when it was
                -- heard by our own clock, for how long beats of theirs had come, and the address they came from.
                CREATE TABLE beat (
                    key BLOB PRIMARY KEY CHECK (length(key) = 32),
                    header BLOB NOT NULL,
                    signature BLOB NOT NULL CHECK (length(signature) = 64),
                    heardMS INTEGER NOT NULL,
                    spanMS INTEGER NOT NULL,
                    bringer BLOB CHECK (length(bringer) IN (4, 16))
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
