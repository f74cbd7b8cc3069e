import Peering

/// What one side of a handshake costs, ephemeral key included; both sides run here, and half of it is one side.
enum HandshakeFigure {
    static func measure(batches: Int = 60, handshakes: Int = 40) throws -> Figure {
        let primitives = try Primitives()
        let signature = primitives.sign()
        let sides = try HandshakeSides()
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<batches {  // in turn, so that both meet the same machine
            let both = try CPUTime.nanoseconds { for _ in 0..<handshakes { try sides.shakeHands() } }
            let alone = try CPUTime.nanoseconds { for _ in 0..<handshakes { try primitives.runOnce(signature) } }
            ours.append(both / Double(2 * handshakes) / 1000)
            theirs.append(alone / Double(handshakes) / 1000)
        }
        return Figure(
            name: "Noise XX handshake, CPU of one side", value: median(ours), unit: "µs",
            peer: "its primitives alone: X25519 key pair, 3 agreements, Ed25519 point check, 1 verification",
            peerValue: median(theirs), target: 250)
    }
}
