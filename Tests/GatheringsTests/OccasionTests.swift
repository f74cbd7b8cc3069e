import Gatherings
import Keys
import Testing

@Suite struct OccasionTests {
    private func gathering(_ title: String, _ firstDay: String, _ lastDay: String) throws -> ProgrammeState {
        var scribe = try Scribe()
        let founding = try scribe.found(
            try Content.Founding(title: title, place: "", firstDay: try Day(firstDay), lastDay: try Day(lastDay)))
        var programme = try Programme(founding: founding, invitation: nil)
        return programme.state
    }

    @Test("Where two people share one gathering they meet there, whatever day it is") func one() throws {
        let camp = try gathering("OSSCamp", "2027-01-30", "2027-01-31")
        for day in ["2027-01-29", "2027-01-30", "2027-01-31", "2028-02-29"] {
            #expect(Occasion.of([camp], on: try Day(day)) == Occasion(gathering: camp.gathering, title: "OSSCamp"))
        }
        #expect(Occasion.of([], on: try Day("2027-01-30")) == nil)
    }

    @Test("Of several it is that which has the day, else that which was joined last") func several() throws {
        let camp = try gathering("OSSCamp", "2027-01-30", "2027-01-31")
        let fair = try gathering("Fair", "2027-01-31", "2027-02-02")
        let old = try gathering("Old", "2026-01-30", "2026-01-30")
        func title(_ day: String, _ shared: [ProgrammeState]) throws -> String? {
            Occasion.of(shared, on: try Day(day))?.title
        }
        #expect(try title("2027-01-30", [camp, fair, old]) == "OSSCamp")
        #expect(try title("2027-02-02", [camp, fair, old]) == "Fair")
        #expect(try title("2027-01-31", [camp, fair, old]) == "Fair")
        #expect(try title("2027-01-31", [fair, camp, old]) == "OSSCamp")
        #expect(try title("2027-02-03", [camp, fair, old]) == "Old")
        #expect(try title("2027-01-29", [old, fair, camp]) == "OSSCamp")
    }
}
