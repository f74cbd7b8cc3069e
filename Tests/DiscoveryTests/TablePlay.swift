import Testing
import Wire

@testable import Discovery

/// Plays events into a table, keeps the books of what is open and told, and checks every action against them.
struct TablePlay {
    var table = SightingTable(firstToken: 16)
    var nowMS: Int64 = 0
    /// Whether requests are open as soon as the table wants them; else a test says when.
    var opensAtOnce = true
    /// Open requests by token.
    var open: [UInt: DNSServiceRequest] = [:]
    /// What the last call of a verb told, in words.
    var told: [String] = []
    /// All candidates told so far.
    var candidates: [Candidate] = []
    /// The names of which a consumer knows addresses.
    var known: Set<InstanceName> = []
    /// The names that a consumer believes to be there.
    var announced: Set<InstanceName> = []

    var openRequests: [DNSServiceRequest] { open.sorted { $0.key < $1.key }.map(\.value) }

    mutating func feed(_ event: SightingTable.Event) {
        told = []
        also(event)
    }

    /// An instance appears, and its addresses are wanted.
    mutating func see(_ name: String, on interface: UInt32) {
        feed(.sighted(name, interface: interface))
        also(.resolve(name, asks: true))
    }

    mutating func unsee(_ name: String, on interface: UInt32) { feed(.unsighted(name, interface: interface)) }

    mutating func pass(_ durationMS: Int64) {
        nowMS += durationMS
        feed(.tick)
    }

    /// Answers the open resolve of an instance.
    mutating func resolve(_ name: String, on interface: UInt32, port: UInt16) {
        let request = DNSServiceRequest.resolve(instance: name, interface: interface)
        guard let token = token(where: { $0 == request }) else { return #expect(Bool(false), "no resolve of \(name)") }
        feed(.resolved(token: token, host: "host.local.", port: port, txt: TXTRecord.advertised))
    }

    /// Answers the newest open address query of a family on an interface.
    mutating func answer(_ family: DNSServiceRequest.Family, _ address: String, on interface: UInt32) {
        let request = DNSServiceRequest.address(host: "host.local.", interface: interface, family: family)
        guard let token = token(where: { $0 == request }) else { return #expect(Bool(false), "no query") }
        feed(.address(token: token, Self.parse(address), interface: interface))
    }

    /// Runs a whole lookup that finds one IPv4 address; `told` is what all of it told.
    mutating func complete(_ name: String, on interface: UInt32, _ address: String) {
        resolve(name, on: interface, port: 4000)
        let first = told
        answer(.v4, address, on: interface)
        let second = told
        pass(DiscoveryLimits.settleMS)
        told = first + second + told
    }

    /// Fails every open request.
    mutating func fail() {
        told = []
        for token in open.keys.sorted() { also(.failed(token: token)) }
    }

    /// One random event.
    mutating func step(_ random: inout some RandomNumberGenerator) {
        let name = "n\(Int.random(in: 0..<600, using: &random))"
        let interface = UInt32.random(in: 1...10, using: &random)
        let token = UInt.random(in: 16...(open.keys.max() ?? 16) + 2, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2: feed(.sighted(name, interface: interface))
        case 3: unsee(name, on: interface)
        case 4: feed(.resolved(token: open.keys.min() ?? token, host: "h", port: 4000, txt: []))
        case 5: feed(.address(token: token, .v4(0xC000_0200 + UInt32(token % 200)), interface: interface))
        case 6: feed(.failed(token: token))
        case 7: feed(.resolve(name, asks: Bool.random(using: &random)))
        default: pass(Int64.random(in: 0...300, using: &random))
        }
        #expect(table.count <= DiscoveryLimits.candidatesMax)
        #expect(open.count <= 2 * DiscoveryLimits.lookupsMax)
    }

    private mutating func also(_ event: SightingTable.Event) {
        var opened: [UInt] = []
        defer { for token in opened where open[token] != nil { also(.opened(token: token, tookMS: 1)) } }
        for action in table.handle(event, at: nowMS) {
            switch action {
            case .open(let token, let request):
                #expect(open.updateValue(request, forKey: token) == nil, "token used twice")
                if opensAtOnce { opened.append(token) }
            case .close(let token):
                #expect(open.removeValue(forKey: token) != nil, "closed what was not open")
            case .tell(.found(let candidate)):
                #expect(candidates.last != candidate || !known.contains(InstanceName(candidate.instance)))
                known.insert(InstanceName(candidate.instance))
                candidates.append(candidate)
                let version = candidate.protocolVersion.map { " v\($0)" } ?? ""
                told.append("found \(candidate.instance)\(version) \(words(candidate.endpoints))")
                #expect(announced.contains(InstanceName(candidate.instance)), "found what was not sighted")
            case .tell(.sighted(let instance)):
                #expect(announced.insert(InstanceName(instance)).inserted, "sighted twice")
            case .tell(.unresolved(let instance)):
                known.remove(InstanceName(instance))
                told.append("unresolved \(instance)")
            case .tell(.lost(let instance)):
                #expect(announced.remove(InstanceName(instance)) != nil, "lost what was not sighted")
                known.remove(InstanceName(instance))
                told.append("lost \(instance)")
            case .tell(let event):
                #expect(Bool(false), "unexpected \(event)")
            }
        }
    }

    private func token(where matches: (DNSServiceRequest) -> Bool) -> UInt? {
        open.filter { matches($0.value) }.keys.max()
    }

    private func words(_ endpoints: [Endpoint]) -> String {
        endpoints.map(\.description).joined(separator: " ")
    }

    private static func parse(_ text: String) -> IPAddress {
        if let last = text.split(separator: ":").last, text.hasPrefix("fe80::") {
            return .v6(high: 0xFE80 << 48, low: UInt64(last, radix: 16) ?? 0)
        }
        return .v4(text.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) })
    }
}
