import Testing
import Wire

@testable import Transport

@Suite("How many strangers may begin a handshake")
struct AdmissionBudgetTests {
    private let one = IPAddress.v4(0x0A00_0001)

    @Test("One address may begin a burst and then five a second")
    func oneAddress() {
        var budget = AdmissionBudget(at: 0)
        #expect((0..<100).count { _ in budget.admit(one, at: 0) } == 20)
        #expect((0..<100).count { _ in budget.admit(one, at: 1_000) } == 5)
    }

    @Test("All addresses together may begin two hundred a second")
    func allAddresses() {
        var budget = AdmissionBudget(at: 0)
        let admitted = (0..<1_000).count { budget.admit(.v4(UInt32($0)), at: 0) }
        #expect(admitted == 200)
        #expect((0..<1_000).count { budget.admit(.v4(UInt32(5_000 + $0)), at: 1_000) } == 200)
    }

    @Test("Whoever comes once gets in while five hundred addresses pour in connections, and at most half of all do not")
    func newcomers() {
        var budget = AdmissionBudget(at: 0)
        var honest = 0
        for second in Int64(0)..<60 {
            for step in Int64(0)..<1_000 {
                let moment = second * 1_000 + step
                _ = budget.admit(.v4(UInt32(step * 7 % 500)), at: moment)
                if step == 500 { honest += budget.admit(.v4(UInt32(1_000 + second)), at: moment) ? 1 : 0 }
            }
        }
        #expect(honest == 60)
    }

    @Test("Whoever was linked before gets in again while thousands of addresses pour in connections")
    func known() {
        var budget = AdmissionBudget(at: 0)
        budget.authenticated(one)
        for number in UInt32(0)..<3_000 { _ = budget.admit(.v4(number), at: 1_000) }
        let (stranger, known) = (budget.admit(.v4(9_000), at: 1_000), budget.admit(one, at: 1_000))
        #expect(!stranger && known)
    }

    @Test("The addresses of one /64 share a budget, which leaves the others theirs")
    func network() {
        var budget = AdmissionBudget(at: 0)
        let admitted = (0..<500).count { budget.admit(.v6(high: 1, low: UInt64($0)), at: 0) }
        #expect(admitted == 80)
        let (other, old) = (budget.admit(.v6(high: 2, low: 1), at: 0), budget.admit(one, at: 0))
        #expect(other && old)
    }

    @Test("However many addresses are made up, no more are remembered than have a place")
    func bounded() {
        var budget = AdmissionBudget(at: 0)
        var admitted = 0
        for number in 0..<100_000 { admitted += budget.admit(.v4(UInt32(number)), at: Int64(number)) ? 1 : 0 }
        #expect(admitted > 100 * 150)
    }

    @Test("An address that used up its own budget takes nothing from the others")
    func noSpilling() {
        var budget = AdmissionBudget(at: 0)
        for _ in 0..<10_000 { _ = budget.admit(one, at: 0) }
        #expect((0..<100).count { budget.admit(.v4(UInt32(100 + $0)), at: 0) } == 100)
    }
}
