/// One figure, the target it is to reach, and what stands beside it, measured in the same run.
struct Figure {
    let name: String
    let value: Double
    let unit: String
    let peer: String
    let peerValue: Double
    let target: Double
    /// Whether more is better, so that the target is the least that meets it; otherwise it is the most.
    var moreIsBetter = false

    /// One object with the keys that all figures have.
    var json: String {
        let met = moreIsBetter ? value >= target : value <= target
        return """
            {"figure": "\(name)", "value": \(rounded(value)), "unit": "\(unit)", "peer": "\(peer)", \
            "peer_value": \(rounded(peerValue)), "target": \(target), "met": \(met)}
            """
    }

    private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
