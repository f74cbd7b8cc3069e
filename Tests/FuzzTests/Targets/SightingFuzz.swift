import Wire

@testable import Discovery

/// What DNS-SD tells.
enum SightingFuzz {
    static func takeTXT(_ bytes: [UInt8]) -> Bool {
        guard let version = TXTRecord.protocolVersion(in: bytes) else { return false }
        precondition(0...999 ~= version)
        precondition(TXTRecord.protocolVersion(in: TXTRecord.encode(["x", "v=\(version)"])) == version)
        return true
    }

    static func take(_ bytes: [UInt8]) -> Bool {
        var script = Script(bytes)
        var table = SightingTable(firstToken: 1)
        var (open, nowMS, hasFound): ([UInt: DNSServiceRequest], Int64, Bool) = ([:], 0, false)
        while !script.isOver {
            nowMS += Int64(script.byte()) << 4
            for action in table.handle(event(&script, open), at: nowMS) {
                switch action {
                case .open(let token, let request):
                    precondition(open.updateValue(request, forKey: token) == nil, "a token is given once")
                case .close(let token):
                    precondition(open.removeValue(forKey: token) != nil, "what is open is closed once")
                case .tell(.found(let candidate)):
                    hasFound = true
                    precondition(1...WireLimits.endpointsMax ~= candidate.endpoints.count)
                    precondition(candidate.endpoints.allSatisfy(\.isDialable), "nobody is sent where nobody may be")
                case .tell: break
                }
            }
            precondition(table.count <= DiscoveryLimits.candidatesMax)
            precondition(open.count <= DiscoveryLimits.handlesMax, "handles are bounded")
        }
        return hasFound
    }

    private static func event(_ script: inout Script, _ open: [UInt: DNSServiceRequest]) -> SightingTable.Event {
        let interface = UInt32(script.below(10))
        switch script.below(12) {
        case 0, 1: return .sighted(name(&script), interface: interface)
        case 2: return .unsighted(name(&script), interface: interface)
        case 3: return .resolve(name(&script), asks: interface > 4)
        case 4, 5:
            let port = UInt16(script.byte()) << 8 | UInt16(script.byte())
            return .resolved(token: token(&script, open), host: name(&script), port: port, txt: script.part())
        case 6, 7:
            let address = IPAddress(bytes: script.part()) ?? .v4(0xC000_0200 | UInt32(script.byte()))
            return .address(token: token(&script, open), address, interface: interface)
        case 8: return .failed(token: token(&script, open))
        case 9: return .ours(name(&script), interface > 4)
        case 10: return .opened(token: token(&script, open), tookMS: Int64(script.byte()))
        default:
            switch interface {
            case 0: return .looks(nil)
            case 1: return .looks(Sample(number: script.below(16)))
            case 2: return .looked(nil)
            case 3: return .looked(Sample(number: script.below(16)))
            case 4: return .vanished
            case 5: return .settled
            default: return .tick
            }
        }
    }

    /// One of a few, or anything.
    private static func name(_ script: inout Script) -> String {
        let number = script.byte()
        return number < 240 ? "baithak-\(number)" : String(decoding: script.part(), as: UTF8.self)
    }

    /// One that is open, or none.
    private static func token(_ script: inout Script, _ open: [UInt: DNSServiceRequest]) -> UInt {
        let number = script.below(16)
        let tokens = open.keys.sorted()
        return number < tokens.count ? tokens[number] : UInt(number)
    }
}
