import ArgumentParser
import ControlAPI
import Glibc
import Testing

@testable import Commands

@Suite struct CalendarTests {
    @Test(
        "Days of a gathering are one day, or a first and a last one, whole or as the day of its month",
        arguments: [
            ("2026-11-28", "2026-11-28", "2026-11-28"), ("2026-11-28..29", "2026-11-28", "2026-11-29"),
            ("2026-11-28..2026-11-29", "2026-11-28", "2026-11-29"),
            ("2026-11-30..2026-12-02", "2026-11-30", "2026-12-02"), ("2028-02-28..29", "2028-02-28", "2028-02-29"),
            ("2026-11-28..28", "2026-11-28", "2026-11-28"),
        ])
    func days(text: String, first: String, last: String) throws {
        let days = try Days(text)
        #expect(days.first.text == first && days.last.text == last)
    }

    @Test(
        "Anything else is refused with what to write",
        arguments: [
            "", "today", "2026-11-31", "2026-02-29", "2026-13-01", "2026-1-1", "28.11.2026", "2026-11-28.29",
            "2026-11-28...29", "2026-11-28..", "..2026-11-28", "2026-11-28..9", "2026-11-28..31", "2026-11-28..29..30",
            "2026-11-28 ..29", "２026-11-28", "+026-11-28", "0000-01-01",
        ])
    func noDays(text: String) {
        #expect {
            try Days(text)
        } throws: { error in
            "\(error)".contains("write 2026-11-28")
        }
    }

    @Test("Days that end before they begin ask for the whole last day") func backwards() {
        #expect {
            try Days("2026-11-30..02")
        } throws: { error in
            "\(error)".contains("2026-11-30..YYYY-MM-DD")
        }
    }

    @Test("Every day has its number and every number its day") func numbers() throws {
        #expect(try #require(CalendarDay("1970-01-01")).number == 0)
        #expect(try #require(CalendarDay("2026-11-28")).number == 20_785)
        for number in stride(from: -700_000, through: 2_900_000, by: 97) {
            let day = CalendarDay(number: number)
            #expect(day.number == number)
            if (1...9_999).contains(day.year) { #expect(CalendarDay(day.text) == day) }
        }
    }

    @Test("A time is read strictly and written with two digits") func times() {
        for (text, written) in [("14:00", "14:00"), ("9:30", "09:30"), ("00:00", "00:00"), ("23:59", "23:59")] {
            #expect(ClockTime(text)?.text == written)
        }
        for text in ["", "14", "24:00", "12:60", "1:2", "14:00:00", "-1:00", "014:00", "14.00", " 9:30"] {
            #expect(ClockTime(text) == nil)
        }
    }

    @Test("A moment in UTC is read, and told by the clock of this machine") func moments() throws {
        let seconds = try #require(Moment.seconds(in: "2026-11-28T04:30:59Z"))
        #expect(seconds == 20_785 * 86_400 + 4 * 3_600 + 30 * 60 + 59)
        #expect(Moment.seconds(in: "2026-11-28T04:30:59.123Z") == seconds)
        #expect(Moment(utc: seconds) == Moment(utc: seconds - 59))
        #expect(Moment(utc: -1).day.text == "1969-12-31" && Moment(utc: -1).time.text == "23:59")
        var (when, parts) = (time_t(seconds), tm())
        localtime_r(&when, &parts)
        let local = Moment(local: seconds)
        #expect(local.time.minutes == Int(parts.tm_hour) * 60 + Int(parts.tm_min))
        #expect(local.day.day == Int(parts.tm_mday))
        #expect(Moment.local("2026-11-28T04:30:59Z") == "\(local.day.text) \(local.time.text)")
        for text in ["", "soon", "2026-11-28", "2026-11-28T04:30:59", "2026-11-28 04:30:59Z", "2026-11-28T25:30:59Z"] {
            #expect(Moment.local(text) == text)
        }
    }

    @Test("A session is on from its start to its end, over midnight too") func isOn() throws {
        func isOn(_ slot: SlotBody?, _ day: String, _ time: String) throws -> Bool {
            let moment = Moment(day: try #require(CalendarDay(day)), time: try #require(ClockTime(time)))
            return SessionTable.isOn(Programmes.session("x", id: "1a", slot: slot), at: moment)
        }
        #expect(try isOn(Programmes.two, "2026-11-28", "14:00"))
        #expect(try isOn(Programmes.two, "2026-11-28", "14:44"))
        #expect(try !isOn(Programmes.two, "2026-11-28", "14:45"))
        #expect(try !isOn(Programmes.two, "2026-11-28", "13:59"))
        #expect(try !isOn(Programmes.two, "2026-11-29", "14:10"))
        #expect(try !isOn(nil, "2026-11-28", "14:10"))
        let late = SlotBody(day: "2026-12-31", start: "23:30", lengthMinutes: 90)
        #expect(try isOn(late, "2027-01-01", "00:59"))
        #expect(try !isOn(late, "2027-01-01", "01:00"))
    }
}
