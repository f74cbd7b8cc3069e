/// Scalars in the walker's sequence, all of one insertion run or of the text before it, next to each other ("records"
/// in the paper, section 3.3).
///
/// Each scalar of an item but the first has the one before it as its left origin and no right parent, so a run says
/// its origins once.
struct Item {
    /// The event of the first; from ``textBase`` on it is a scalar that the text had where the walk began.
    var id: UInt32
    var count: Int32
    /// The scalar to the left of which it was inserted, ``none`` for the beginning.
    var leftOrigin: UInt32
    /// The scalar to the right in the sense of FugueMax, ``none`` if it has another left origin.
    var rightParent: UInt32
    /// In the version that is prepared: 0 not inserted, 1 there, n + 1 deleted n times.
    var prepared: Int32
    /// How many events of the walk so far deleted it.
    var deletions: Int32
    /// The number of whoever inserted it.
    let author: Int32
    /// Where its first scalar is in the tree of siblings, in which a scalar with a right parent is a left child of it,
    /// any other a right child of its left origin: how many steps to the right lead there, and how many to the left.
    var rights: Int32
    let lefts: Int32
    /// The leaf of the walker's tree that it is in.
    var leaf: Int32 = 0

    static let textBase: UInt32 = 1 << 30
    static let none = UInt32.max

    /// The text before the walk, and an endless tail that nothing reaches: so its length need not be known.
    static let base = Item(
        id: textBase, count: 1 << 30, leftOrigin: none, rightParent: none, prepared: 1, deletions: 0, author: -1,
        rights: 1, lefts: 0)

    var end: UInt32 { id + UInt32(count) }
    var isBase: Bool { id >= Self.textBase }
    var preparedCount: Int32 { prepared == 1 ? count : 0 }
    var effectCount: Int32 { deletions == 0 ? count : 0 }
    var depth: Int32 { rights + lefts }

    /// What the tree counts: scalars there in the prepared version, inserted in it (deleted or not), there in the
    /// effect version, of the text before the walk.
    @inline(__always)
    var sums: Sums { Sums(preparedCount, prepared > 0 ? count : 0, effectCount, isBase ? count : 0) }
}

extension Lane {
    static let prepared = Lane.first
    static let existing = Lane.second
    static let effect = Lane.third
    static let base = Lane.fourth
}
