import Gatherings
import Keys
import Peering

/// A gathering as a running laptop shows it: what a daemon's shell keeps beside its node.
struct SimulatedView: Sendable {
    /// Something that is read from the disk, and what its person wants when it is there.
    enum Reading: Sendable {
        /// The programme once more, because entries count no more: the so manieth time.
        case programme(Int)
        /// A pad that nobody looked at before.
        case pad(EntryID, then: PadDeed)
    }

    /// What a person does with a pad.
    enum PadDeed: Sendable {
        /// Reads it, and goes on from there later.
        case look
        /// Writes something into it.
        case edit
        /// Takes something back that they wrote.
        case retract(Entry)
    }

    let founding: Entry
    let invitation: Invitation?
    var programme: Programme
    /// Those that somebody looked at since the start.
    var pads: [EntryID: SharedPad] = [:]
    /// Pads that are being read.
    var loading: Set<EntryID> = []
    /// The heads of pads as their person last looked at them.
    var looked: [EntryID: [EntryID]] = [:]
    /// Where a session was put by what arrived last.
    private(set) var lastPlaced: [EntryID: EntryID] = [:]
    /// How often the programme was to be read anew, and what came since; nil while it is not being read.
    private var readings = 0
    private var since: [Entry]?

    /// nil if the founding is none.
    init?(founding: Entry, invitation: Invitation?) {
        guard let programme = try? Programme(founding: founding, invitation: invitation) else { return nil }
        self.founding = founding
        self.invitation = invitation
        self.programme = programme
    }

    mutating func take(_ entries: [Entry]) {
        since? += entries
        for entry in entries {
            if entry.header.document == founding.id {
                programme.take(entry)
                if case .placement(let placement)? = try? Content(of: entry) {
                    lastPlaced[placement.session] = entry.id
                }
            } else if let document = entry.header.document {
                pads[document]?.take(entry)
            }
        }
    }

    /// The programme is being read anew; what was read because of an earlier fork counts no more.
    mutating func beginAnew() -> Int {
        readings += 1
        since = []
        return readings
    }

    /// The programme was read anew; pads are read when somebody looks at them.
    mutating func restart(with entries: [Entry], reading: Int) {
        guard reading == readings, let since,
            var fresh = SimulatedView(founding: founding, invitation: invitation)
        else { return }
        fresh.readings = readings
        fresh.looked = looked
        fresh.take(entries + since)
        self = fresh
    }
}

extension SimulatedVenue {
    /// A program that starts shows what its disk has.
    mutating func showKept(at index: Int) {
        guard let kept = hosts[index].disk.gatherings.first else { return }
        if gathering == nil { gathering = kept.name }
        hosts[index].view = SimulatedView(founding: kept.founding, invitation: kept.membership.invitation)
        hosts[index].view?.take(kept.entries(of: kept.name))
    }

    /// Whoever takes part from now on sees the gathering, and says that they do.
    mutating func joined(_ id: EntryID, at index: Int) {
        guard hosts[index].view == nil, let founding = hosts[index].node?.founding(of: id) else { return }
        let invitation = hosts[index].node?.membership(of: id)?.invitation
        hosts[index].view = SimulatedView(founding: founding, invitation: invitation)
        if spread == nil { sayJoined(at: index) }
    }

    /// A log was stopped: what is shown is made anew from the disk.
    mutating func stopped(at index: Int) {
        guard let reading = hosts[index].view?.beginAnew() else { return }
        read(.programme(reading), at: index)
    }

    mutating func read(_ reading: SimulatedView.Reading, at index: Int) {
        queue.add(
            .reads(host: index, run: hosts[index].run, reading, changes: hosts[index].disk.written),
            at: after(microseconds: 200 + Int64(dice.below(20_000))))
    }

    mutating func finish(_ reading: SimulatedView.Reading, changes: Int, at index: Int) {
        hosts[index].disk.sync(upTo: changes)
        guard let gathering, let kept = kept(gathering, at: index) else { return }
        switch reading {
        case .programme(let reading):
            hosts[index].view?.restart(with: kept.entries(of: gathering), reading: reading)
        case .pad(let document, let deed):
            hosts[index].view?.loading.remove(document)
            for entry in kept.entries(of: document) { hosts[index].view?.pads[document]?.take(entry) }
            perform(deed, with: document, at: index)
        }
    }
}
