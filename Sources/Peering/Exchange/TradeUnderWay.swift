import Wire

/// A trade, and what this run knows of it.
struct TradeUnderWay: Sendable {
    var trade: Trade
    /// It is on the disk, so our card may leave.
    var isStored: Bool
    /// Their card is on the disk, so our receipt may leave.
    var isTheirCardStored: Bool
    /// What the requester has to say again if a link is lost and no digits were compared.
    var reveal: ExchangeStep?
    /// Their signature of the receipt, once it came; it may come before their card, without which nobody can tell
    /// whether it fits.
    var theirSignature: [UInt8]?
    /// The receipt is being written down.
    var isFinishing = false

    /// One that begins.
    init(_ trade: Trade, reveal: ExchangeStep?) {
        self.trade = trade
        self.reveal = reveal
        isStored = false
        isTheirCardStored = false
    }

    /// One from the disk.
    init(restored trade: Trade) {
        self.trade = trade
        isStored = true
        isTheirCardStored = trade.theirCard != nil
    }
}
