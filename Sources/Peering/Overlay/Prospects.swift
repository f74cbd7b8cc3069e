import Keys
import Wire

/// The prospects of a node, found by their source. Their order is the same in every run with the same events; it means
/// nothing else.
struct Prospects: Sendable {
    private var all: [Prospect] = []
    private var places: [Prospect.Source: Int] = [:]
    /// Which sighting shows an address; the scope does not count.
    private var sightings: [Endpoint: Prospect.Source] = [:]
    private(set) var sightingCount = 0
    private(set) var manualCount = 0

    var count: Int { all.count }

    subscript(source: Prospect.Source) -> Prospect? { places[source].map { all[$0] } }

    /// By its place, 0 to ``count``.
    func prospect(at place: Int) -> Prospect { all[place] }

    /// By its place, 0 to ``count``.
    func state(at place: Int) -> Prospect.State { all[place].state }

    func state(of source: Prospect.Source) -> Prospect.State? { places[source].map { all[$0].state } }

    /// Nothing happens if there is no such prospect.
    mutating func update(_ source: Prospect.Source, _ change: (inout Prospect.State) -> Void) {
        if let place = places[source] { change(&all[place].state) }
    }

    mutating func updateAll(_ change: (inout Prospect.State) -> Void) {
        for place in all.indices { change(&all[place].state) }
    }

    mutating func add(_ prospect: Prospect) {
        precondition(places[prospect.source] == nil, "a source has one prospect")
        places[prospect.source] = all.count
        all.append(prospect)
        switch prospect.source {
        case .sighting:
            sightingCount += 1
            remember(prospect)
        case .manual: manualCount += 1
        case .attendee: break
        }
    }

    mutating func remove(_ source: Prospect.Source) {
        guard let place = places.removeValue(forKey: source) else { return }
        let prospect = all[place]
        let last = all.removeLast()
        if place < all.count {
            all[place] = last
            places[last.source] = place
        }
        switch source {
        case .sighting:
            sightingCount -= 1
            forget(prospect)
        case .manual: manualCount -= 1
        case .attendee: break
        }
    }

    mutating func move(_ source: Prospect.Source, to endpoints: [Endpoint]) {
        guard let place = places[source] else { return }
        forget(all[place])
        all[place].endpoints = endpoints
        remember(all[place])
    }

    /// All addresses of the prospects that lead to this attendee; what DNS-SD shows comes before what they once said.
    func endpoints(leadingTo peer: PublicKey) -> [Endpoint] {
        let places = all.indices.filter { all[$0].state.leadsTo == peer }
        return (places.filter { all[$0].state.isSighting } + places.filter { !all[$0].state.isSighting })
            .flatMap { all[$0].endpoints }
    }

    /// How often dials failed to whom this source leads, by whichever source, and the instances that show them.
    func failures(likeAt source: Prospect.Source) -> (attempts: Int, instances: [String]) {
        let peer = state(of: source)?.leadsTo
        var (attempts, instances): (Int, [String]) = (0, [])
        for prospect in all where prospect.source == source || (peer != nil && prospect.state.leadsTo == peer) {
            attempts += prospect.state.attempts
            if case .sighting(let instance) = prospect.source { instances.append(instance) }
        }
        return (attempts, instances)
    }

    /// The sighting that shows this address, if any.
    func sighting(at endpoint: Endpoint) -> Prospect.Source? { sightings[endpoint.scoped(to: 0)] }

    /// The oldest sighting that nobody dials and that leads to nobody we know, else the oldest of all.
    var oldestSighting: Prospect.Source? {
        var oldest: (place: Int, number: UInt64)?
        var oldestUseless: (place: Int, number: UInt64)?
        for place in all.indices where all[place].state.isSighting {
            let state = all[place].state
            if oldest.map({ state.number < $0.number }) ?? true { oldest = (place, state.number) }
            guard state.dial == nil, state.leadsTo == nil else { continue }
            if oldestUseless.map({ state.number < $0.number }) ?? true { oldestUseless = (place, state.number) }
        }
        return (oldestUseless ?? oldest).map { all[$0.place].source }
    }

    private mutating func remember(_ prospect: Prospect) {
        guard prospect.state.isSighting else { return }
        for endpoint in prospect.endpoints { sightings[endpoint.scoped(to: 0)] = prospect.source }
    }

    private mutating func forget(_ prospect: Prospect) {
        guard prospect.state.isSighting else { return }
        for endpoint in prospect.endpoints where sightings[endpoint.scoped(to: 0)] == prospect.source {
            sightings[endpoint.scoped(to: 0)] = nil
        }
    }
}
