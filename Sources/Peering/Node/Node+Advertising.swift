/// Which gatherings DNS-SD names, so that whoever looks for one finds us without asking everybody.
extension Node {
    /// What is to be named: the open gatherings that our presence tells everybody about anyway. Nothing of those by
    /// invitation, of one whose founding is not on the disk, or while we hide.
    private var toAdvertise: [UInt32] {
        guard own.visible else { return [] }
        let names = records.told.map { UInt32(truncatingIfNeeded: $0 >> 32) }.sorted()
        return names.indices.filter { $0 == 0 || names[$0] != names[$0 - 1] }.map { names[$0] }
    }

    /// At the end of an event: another list is told after a moment, together with what changes until then.
    mutating func advertiseSoon() {
        guard !stopping, toAdvertise != advertised else { return timers[.advertise] = nil }
        timers.atLatest(.advertise, now.advanced(byMS: PeeringLimits.advertiseMS))
    }

    /// Tells the list if it is another than the last one.
    mutating func advertise() {
        guard toAdvertise != advertised else { return }
        advertised = toAdvertise
        effects.append(.advertise(advertised))
    }
}
