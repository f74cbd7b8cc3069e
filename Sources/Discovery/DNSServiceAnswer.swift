/// What one callback of the DNS-SD library said, copied out of its memory.
struct DNSServiceAnswer: Sendable {
    /// The token of the request that is answered.
    let token: UInt
    /// 0, or a code of dns_sd.h.
    let error: Int32
    let interface: UInt32
    /// Whether something went away rather than came.
    let isRemoval: Bool
    /// The instance of a browse or register answer.
    let name: String?
    /// The host of a resolve answer.
    let host: String?
    /// The port of a resolve answer.
    let port: UInt16
    /// The TXT record of a resolve answer, or the data of a query answer.
    let data: [UInt8]
}
