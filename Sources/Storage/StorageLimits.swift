/// Bounds of what is kept on disk.
package enum StorageLimits {
    /// Attendees that are remembered; beyond it the strangers seen longest ago are forgotten. Some 4 MB on disk: a
    /// person who goes to a gathering of a thousand every month for a year and a half forgets nobody.
    package static let attendeesMax = 20_000
    /// Names that are remembered for one attendee: enough to recognise somebody who changes names, too few to fill a
    /// disk.
    package static let namesMax = 8
    /// Editions of one card that are kept, the current one included: a history, not an archive.
    package static let editionsMax = 8
    /// A private note about a contact, in bytes of UTF-8: a page.
    package static let noteBytesMax = 4_096
    /// A name, in bytes of UTF-8; a longer one never passed the badge's own bound, so it is our bug.
    static let nameBytesMax = 192
    /// Changes in one call of ``Store/write(_:atMS:)``: one for every attendee, so that a transaction stays below a
    /// second.
    package static let changesMax = 20_000
    /// Databases up to this size, in bytes, are checked for damage at every start: a fraction of a second.
    static let checkedBytesMax: Int64 = 32 * 1024 * 1024
    /// How long an operation waits for another program that has the database open (a backup, a shell), in milliseconds.
    static let busyTimeoutMS = 2_000
    /// Connections that read beside the one that writes: `load` and one reader for later.
    static let readersMax = 2
    /// What is read of the lock file: the digits of a process number.
    static let lockBytesMax = 16
    /// What is read of the note that says which file the database is: three numbers of 20 digits
    /// and a mark of 16.
    static let placeBytesMax = 96
    /// From this size on, in bytes, the write-ahead log is moved into the database: the 1,000 pages after which SQLite
    /// does by itself.
    static let walBytes: Int64 = 4 * 1024 * 1024
}
