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

    @Test("An address that used up its own budget takes nothing from the others")
    func noSpilling() {
        var budget = AdmissionBudget(at: 0)
        for _ in 0..<10_000 { _ = budget.admit(one, at: 0) }
        #expect((0..<100).count { budget.admit(.v4(UInt32(100 + $0)), at: 0) } == 100)
    }
}
