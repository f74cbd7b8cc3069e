import GRDB

/// The tables, as named steps that are only ever added to: a step that has left this machine is never changed.
enum Schema {
    /// `PRAGMA application_id` of our databases: "bthk".
    static let applicationID: Int32 = 0x6274_686B

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 badge and attendees") { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = \(applicationID);
                    -- One row: what we show of ourselves.
                    CREATE TABLE own (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        badge BLOB,
                        visible INTEGER NOT NULL CHECK (visible IN (0, 1))
                    ) STRICT;
                    INSERT INTO own (id, badge, visible) VALUES (1, NULL, 1);
                    CREATE TABLE attendee (
                        key BLOB PRIMARY KEY CHECK (length(key) = 32),
                        firstSeenMS INTEGER NOT NULL,
                        lastSeenMS INTEGER NOT NULL,
                        standing TEXT NOT NULL CHECK (standing IN ('stranger', 'contact', 'verified', 'blocked'))
                    ) STRICT, WITHOUT ROWID;
                    -- Who is forgotten first.
                    CREATE INDEX attendeeByAge ON attendee (standing, lastSeenMS);
                    -- Names are bytes: SQLite's text functions stop at a NUL, and two spellings of "é" are two names.
                    CREATE TABLE attendeeName (
                        key BLOB NOT NULL REFERENCES attendee (key) ON DELETE CASCADE,
                        name BLOB NOT NULL,
                        position INTEGER NOT NULL,
                        PRIMARY KEY (key, name)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("2 cards and contacts", migrate: cardsAndContacts)
        migrator.registerMigration("3 gatherings", migrate: gatherings)
        migrator.registerMigration("4 desks", migrate: desks)
        migrator.registerMigration("5 where contacts were met", migrate: occasions)
        migrator.registerMigration("6 marks of moves") { db in
            // What the note beside the file says while the write-ahead log is moved into it.
            try db.execute(sql: "ALTER TABLE place ADD COLUMN mark TEXT")
        }
        migrator.registerMigration("7 news of desks") { db in
            // Whether our owner has yet to look at what became of it.
            for table in ["deskRequest", "deskBooking"] {
                try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN isNews INTEGER NOT NULL DEFAULT 0")
            }
        }
        return migrator
    }
}
