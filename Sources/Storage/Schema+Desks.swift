import GRDB

extension Schema {
    static func desks(_ db: Database) throws {
        try db.execute(
            sql: """
                -- Slots that we asked for at desks of others, in the order of their numbers. What it is about is bytes,
                -- as names are.
                CREATE TABLE deskRequest (
                    number INTEGER PRIMARY KEY,
                    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                    gathering BLOB NOT NULL CHECK (length(gathering) = 32),
                    desk BLOB NOT NULL CHECK (length(desk) = 32),
                    owner BLOB NOT NULL CHECK (length(owner) = 32),
                    day TEXT NOT NULL,
                    startMinute INTEGER NOT NULL,
                    about BLOB NOT NULL,
                    state TEXT NOT NULL,
                    nextDay TEXT,
                    nextMinute INTEGER
                ) STRICT;
                -- Who booked which slot of a desk of ours, and for what: in the order of their numbers.
                CREATE TABLE deskBooking (
                    number INTEGER PRIMARY KEY,
                    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                    gathering BLOB NOT NULL CHECK (length(gathering) = 32),
                    desk BLOB NOT NULL CHECK (length(desk) = 32),
                    day TEXT NOT NULL,
                    startMinute INTEGER NOT NULL,
                    key BLOB NOT NULL CHECK (length(key) = 32),
                    about BLOB NOT NULL,
                    state TEXT NOT NULL
                ) STRICT;
                -- No slot is two people's.
                CREATE UNIQUE INDEX deskSlotHeld ON deskBooking (desk, day, startMinute) WHERE state = 'held';
                """)
    }
}
