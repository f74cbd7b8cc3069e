import GRDB

extension Schema {
    /// Authors, logs and documents have small numbers, so that an entry costs 80 bytes beside what its author signed.
    static func gatherings(_ db: Database) throws {
        try db.execute(
            sql: """
                -- One row: where this database lies. Another place means that it was copied or restored.
                CREATE TABLE place (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    fingerprint TEXT NOT NULL
                ) STRICT;
                -- Gatherings that we take or took part in. ownLog: the number of the log that we write from here.
                CREATE TABLE gathering (
                    id INTEGER PRIMARY KEY,
                    name BLOB NOT NULL UNIQUE CHECK (length(name) = 32),
                    founding BLOB NOT NULL,
                    secret BLOB,
                    hasLeft INTEGER NOT NULL CHECK (hasLeft IN (0, 1)),
                    joinedMS INTEGER NOT NULL,
                    ownLog INTEGER
                ) STRICT;
                -- Codes that were typed, of gatherings that nobody met takes part in yet.
                CREATE TABLE invitation (
                    prefix INTEGER PRIMARY KEY,
                    secret BLOB NOT NULL
                ) STRICT;
                CREATE TABLE author (
                    id INTEGER PRIMARY KEY,
                    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32)
                ) STRICT;
                -- The frontier: how far each log goes, and where it is stopped.
                CREATE TABLE log (
                    id INTEGER PRIMARY KEY,
                    gathering INTEGER NOT NULL REFERENCES gathering (id),
                    author INTEGER NOT NULL REFERENCES author (id),
                    number INTEGER NOT NULL,
                    height INTEGER NOT NULL,
                    head BLOB,
                    stop INTEGER,
                    UNIQUE (gathering, author, number)
                ) STRICT;
                """)
        try entries(db)
    }

    private static func entries(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE document (
                    id INTEGER PRIMARY KEY,
                    gathering INTEGER NOT NULL REFERENCES gathering (id),
                    name BLOB NOT NULL CHECK (length(name) = 32),
                    UNIQUE (gathering, name)
                ) STRICT;
                -- What was signed, verbatim. The content is gone where it was retracted.
                CREATE TABLE entry (
                    id INTEGER PRIMARY KEY,
                    log INTEGER NOT NULL,
                    height INTEGER NOT NULL,
                    document INTEGER NOT NULL,
                    name BLOB NOT NULL,
                    header BLOB NOT NULL,
                    signature BLOB NOT NULL,
                    content BLOB,
                    UNIQUE (log, height)
                ) STRICT;
                CREATE INDEX entryByDocument ON entry (document);
                -- What its author took back, also before it comes, and in which document.
                CREATE TABLE retraction (
                    log INTEGER NOT NULL,
                    height INTEGER NOT NULL,
                    name BLOB NOT NULL,
                    document INTEGER NOT NULL,
                    PRIMARY KEY (log, height, name, document)
                ) STRICT, WITHOUT ROWID;
                -- The two entries that stop a log.
                CREATE TABLE fork (
                    log INTEGER PRIMARY KEY,
                    first BLOB NOT NULL,
                    second BLOB NOT NULL
                ) STRICT;
                """)
    }
}
