import Peering
import Testing
import Wire

struct DialBudgetTests {
    /// The most dials within any stretch of this length.
    func most(_ momentsMS: [Int64], within lengthMS: Int64) -> Int {
        momentsMS.indices.map { start in
            momentsMS[start...].prefix { $0 < momentsMS[start] + lengthMS }.count
        }.max() ?? 0
    }

    @Test("500 false sightings cause a burst of at most 16 dials and 4 a second after it")
    func flood() {
        var stage = Stage()
        stage.failsDials = true
        for number in 0..<500 as Range<UInt32> {
            stage.tell(.found(instance: "\(number)", endpoints: [endpoint(2 + number)]))
        }
        stage.pass(60_000)
        let moments = stage.log.dialsMS
        #expect(moments.count > 60, "a flood does not stop us from dialling")
        for seconds in 0...60 as ClosedRange<Int64> {
            #expect(most(moments, within: seconds * 1_000 + 1) <= 16 + 4 * Int(seconds))
        }
    }

    @Test("The same holds when they come one after the other, and when nobody answers at all")
    func drip() {
        var stage = Stage()
        for number in 0..<500 as Range<UInt32> {
            stage.tell(.found(instance: "\(number)", endpoints: [endpoint(2 + number)]))
            stage.pass(20)
        }
        #expect(stage.log.dialsMS.count <= PeeringLimits.dialsUnderWayMax)
    }

    @Test("Sightings beyond 512 take the place of the oldest")
    func table() {
        var stage = Stage()
        stage.failsDials = true
        for number in 0..<600 as Range<UInt32> {
            stage.tell(.found(instance: "\(number)", endpoints: [endpoint(2 + number)]))
        }
        let before = stage.log.count
        stage.pass(600_000)
        let late = Set(stage.log[before...].map(\.effect).dials.flatMap(\.endpoints))
        #expect(late.count <= PeeringLimits.sightingsMax)
        #expect(late.contains(endpoint(2 + 599)))
    }

    @Test("A dial that fails is repeated after 0.5 s, then twice as long each time up to a bound, for ever")
    func backOff() {
        var stage = Stage()
        stage.failsDials = true
        stage.tell(.found(instance: "a", endpoints: [endpoint(2)]))
        stage.pass(120_000)
        let moments = stage.log.dialsMS
        let waits = zip(moments.dropFirst(), moments).map { $0 - $1 }
        #expect(waits.count > 40)
        for (index, wait) in waits.enumerated() {
            // Whoever listens there has never answered: after four dials it is left alone a little longer.
            let longest = min(500 << Int64(min(index, 10)), PeeringLimits.redialMaxMS)
            // Jitter takes up to a quarter; timers fire a little late.
            #expect(longest * 3 / 4 <= wait && wait <= longest + 10 + PeeringLimits.knockMS, "waits: \(waits)")
        }
    }

    @Test("Discovery is asked again where an instance is when its addresses do not answer")
    func refresh() {
        var stage = Stage()
        stage.failsDials = true
        stage.tell(.found(instance: "a", endpoints: [endpoint(2)]))
        stage.pass(10_000)
        #expect(!stage.log.moments(of: .resolve(instance: "a", asks: true)).isEmpty)
    }

    @Test("New addresses of an instance are tried at once, whatever the old ones did")
    func newAddresses() {
        var stage = Stage()
        stage.failsDials = true
        stage.tell(.found(instance: "a", endpoints: [endpoint(2)]))
        stage.pass(20_000)
        stage.failsDials = false
        #expect(stage.tell(.found(instance: "a", endpoints: [endpoint(3)])).dials.map(\.endpoints) == [[endpoint(3)]])
    }

    @Test("In a large venue a node keeps to a few links, and dials those whom gossip does not know")
    func large() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        for start in stride(from: 0, to: 64, by: 32) {
            let crowd = (start..<start + 32).map {
                Person.number($0).beat(1, intervalMS: 60_000, at: [endpoint(UInt32(10 + $0))])
            }
            stage.tell(.received(bob, .presences(crowd)))
        }
        stage.pass(1_000)
        #expect(stage.log.dialsMS.count == PeeringLimits.linksWanted - 1)
        stage.tell(.found(instance: "stranger", endpoints: [endpoint(200)]))
        #expect(stage.pass(1_900).effects.dials.isEmpty)
        #expect(stage.pass(1_100).effects.dials.map(\.endpoints) == [[endpoint(200)]])
    }
}
