import GRDB

extension Schema {
    static func cardsAndContacts(_ db: Database) throws {
        try db.execute(
            sql: """
                -- Our own cards. A face is bytes, as names are.
                CREATE TABLE ownCard (
                    face BLOB PRIMARY KEY,
                    jws BLOB NOT NULL
                ) STRICT, WITHOUT ROWID;
                -- Exchanges whose cards are crossing: what survives a restart, until the receipt is there.
                CREATE TABLE trade (
                    id BLOB PRIMARY KEY CHECK (length(id) = 16),
                    key BLOB NOT NULL CHECK (length(key) = 32),
                    role TEXT NOT NULL CHECK (role IN ('requester', 'responder')),
                    face BLOB NOT NULL,
                    ownCard BLOB NOT NULL,
                    verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
                    name BLOB NOT NULL,
                    theirCard BLOB
                ) STRICT, WITHOUT ROWID;
                -- Whose card we hold. The mark is on the key and on the name that it had then.
                CREATE TABLE contact (
                    key BLOB PRIMARY KEY REFERENCES attendee (key) ON DELETE CASCADE,
                    name BLOB NOT NULL,
                    metMS INTEGER NOT NULL,
                    verifiedName BLOB,
                    verifiedMS INTEGER,
                    note TEXT NOT NULL DEFAULT ''
                ) STRICT, WITHOUT ROWID;
                -- Their cards verbatim, every edition: the current one of each uid has the largest issuedAt.
                CREATE TABLE contactCard (
                    key BLOB NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
                    uid BLOB NOT NULL,
                    issuedAt INTEGER NOT NULL,
                    jws BLOB NOT NULL,
                    receivedMS INTEGER NOT NULL,
                    PRIMARY KEY (key, uid, issuedAt)
                ) STRICT, WITHOUT ROWID;
                -- Which edition of which face of ours they hold.
                CREATE TABLE given (
                    key BLOB NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
                    face BLOB NOT NULL,
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    PRIMARY KEY (key, face)
                ) STRICT, WITHOUT ROWID;
                -- What both signed.
                CREATE TABLE receipt (
                    id BLOB PRIMARY KEY CHECK (length(id) = 16),
                    key BLOB NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
                    text BLOB NOT NULL,
                    ownSignature BLOB NOT NULL CHECK (length(ownSignature) = 64),
                    theirSignature BLOB NOT NULL CHECK (length(theirSignature) = 64),
                    atMS INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX receiptByTime ON receipt (atMS);
                CREATE INDEX receiptByKey ON receipt (key);
                """)
    }
}
