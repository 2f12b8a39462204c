import Records
import TestSupport
import Testing

/// The calendar as one would explain it: count the days of every year, then of every month.
struct SlowCalendar {
    /// The number of each year's first day, from 0000 to 10,000.
    private let firstDays: [Int]

    init() {
        var days: [Int] = []
        var day = -719_528
        for year in 0...10_000 {
            days.append(day)
            day += Self.isLeap(year) ? 366 : 365
        }
        firstDays = days
    }

    static func isLeap(_ year: Int) -> Bool {
        if year % 400 == 0 { return true }
        if year % 100 == 0 { return false }
        return year % 4 == 0
    }

    static func lengths(of year: Int) -> [Int] {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        firstDays[year] + Self.lengths(of: year)[..<(month - 1)].reduce(0, +) + day - 1
    }

    /// Year, month, day: `2025-10-06`.
    func text(of number: Int) -> String {
        let year = firstDays.lastIndex { $0 <= number } ?? 0
        var rest = number - firstDays[year]
        var month = 0
        let lengths = Self.lengths(of: year)
        while rest >= lengths[month] {
            rest -= lengths[month]
            month += 1
        }
        return "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(rest + 1, 2))"
    }

    /// The instant in UTC: `2025-10-06T09:13:22.123Z`.
    func text(ofMilliseconds milliseconds: Int) -> String {
        var day = milliseconds / 86_400_000
        if day * 86_400_000 > milliseconds { day -= 1 }
        let rest = milliseconds - day * 86_400_000
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
        return text(of: day) + "T" + time.joined(separator: ":") + ".\(padded(rest % 1000, 3))Z"
    }

    func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

@Suite("Days")
struct DayTests {
    let calendar = SlowCalendar()

    @Test("Every month of the years 0000 to 9999 begins and ends where counting says")
    func boundaries() {
        for year in 0...9999 {
            for (month, length) in SlowCalendar.lengths(of: year).enumerated() {
                for dayOfMonth in [1, length] {
                    let number = calendar.number(year, month + 1, dayOfMonth)
                    let day = Day(year: year, month: month + 1, day: dayOfMonth)
                    let civil = CivilDate(Day(Int32(number)))
                    guard
                        day?.number == Int32(number), Int(civil.year) == year,
                        Int(civil.month) == month + 1, Int(civil.dayOfMonth) == dayOfMonth
                    else {
                        Issue.record(
                            "\(year)-\(month + 1)-\(dayOfMonth): \(String(describing: day))"
                        )
                        return
                    }
                }
                #expect(Day(year: year, month: month + 1, day: length + 1) == nil)
            }
        }
    }

    @Test("Each day is followed by the next, and the week goes round", arguments: SplitMix64.seeds)
    func advance(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let start = try #require(Day("2025-10-06"))
        #expect(start.weekday == 1)
        for _ in 0..<500 {
            let days = Int.random(in: -700_000...2_000_000, using: &random)
            let other = start.advanced(by: days)
            #expect(start.days(until: other) == days)
            #expect(other.weekday == ((days % 7) + 7) % 7 + 1)
            #expect(other.advanced(by: -days) == start)
        }
    }

    @Test("Advancing stops at the ends instead of coming out at the other side")
    func ends() {
        #expect(Day(0).advanced(by: .max) == Day(.max))
        #expect(Day(0).advanced(by: .min) == Day(.min))
        #expect(Day(.max).advanced(by: 1) == Day(.max))
    }

    @Test("A written day is read", arguments: SplitMix64.seeds)
    func parse(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let number = Int.random(in: -719_528...2_932_896, using: &random)
            #expect(Day(calendar.text(of: number)) == Day(Int32(number)))
        }
    }

    @Test(
        "Anything but ten characters of a date is refused",
        arguments: [
            "", "2025-10-6", "2025-10-006", "2025/10/06", "2025-10-06 ", " 2025-10-06", "25-10-06",
            "2025-13-01", "2025-00-01", "2025-01-00", "2025-02-29", "1900-02-29", "2025-04-31",
            "+025-10-06", "-025-10-06", "2025-1a-06", "2025-10-0٦", "٢٠٢٥-١٠-٠٦", "20251006--",
            "2025-10-06T00:00:00Z", "2025-10-0\u{0}", "10000-01-0",
        ]
    )
    func refused(text: String) { #expect(Day(text) == nil) }

    @Test("Leap days are days")
    func leapDays() {
        #expect(Day("2024-02-29") == Day(19_782) && Day("2000-02-29") == Day(11_016))
        #expect(Day("0000-02-29") == Day(-719_469))
    }

    @Test(
        "A date outside the calendar is none",
        arguments: [(-1, 1, 1), (10_000, 1, 1), (1, 13, 1)]
    )
    func outside(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test("An instant lies in its day, before 1970 too", arguments: SplitMix64.seeds)
    func dayOfInstant(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let day = Day(Int32.random(in: -719_528...2_932_896, using: &random))
            let start = Timestamp(startOf: day)
            let offset = Int64.random(in: 0..<86_400_000, using: &random)
            #expect(Timestamp(milliseconds: start.milliseconds + offset).day == day)
        }
    }
}

@Suite("Money")
struct MoneyTests {
    @Test(
        "An amount is read exactly",
        arguments: [
            ("12.50", 1250), ("12.5", 1250), ("12", 1200), ("0.01", 1), ("-0.01", -1), ("-0", 0),
            ("007", 700), ("92233720368547758.07", .max), ("-92233720368547758.08", .min),
        ] as [(String, Int64)]
    )
    func parse(text: String, hundredths: Int64) {
        #expect(Money(text) == Money(hundredths: hundredths))
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "-", ".", ".5", "5.", "1.234", "1..2", "1.2.3", "+1", "--1", "1,5", " 1", "1 ",
            "1e2",
            "١", "0x1", "92233720368547758.08", "-92233720368547758.09", "99999999999999999999",
            "1-", "1.-1", "−1",
        ]
    )
    func refused(text: String) { #expect(Money(text) == nil) }

    @Test("What is shown is read back", arguments: SplitMix64.seeds)
    func roundTrip(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let number = random.number()
            let sign: Int64 = random.next() % 2 == 0 ? 1 : -1
            let money = Money(hundredths: Int64(bitPattern: number >> 1) &* sign)
            #expect(Money(String(json(money).dropFirst().dropLast())) == money)
        }
    }
}
