import District
import Records
import Testing

@Suite("The district generator")
struct DistrictTests {
    let district = District(students: 2000)

    @Test("Every student is in two groups and three cohorts, and asking either side says the same")
    func memberships() {
        var groups: [UInt64: [UInt64]] = [:]
        for group in 1...UInt64(district.groups) {
            let students = district.students(ofGroup: group)
            #expect(students.count == 25 && students == students.sorted())
            for student in students { groups[student, default: []].append(group) }
        }
        var cohorts: [UInt64: [UInt64]] = [:]
        for cohort in 1...UInt64(district.cohorts) {
            let students = district.students(ofCohort: cohort)
            #expect(Set(students).count == 40)
            for student in students { cohorts[student, default: []].append(cohort) }
        }
        for student in district.studentIDs {
            #expect(groups[student] == district.groups(of: student))
            #expect(cohorts[student] == district.cohorts(of: student))
            #expect(cohorts[student]?.count == 3)
        }
    }

    @Test("Five different enrollments a student include the courses of the cohorts")
    func enrollments() {
        var pairs: Set<[UInt64]> = []
        var next: UInt64 = 1
        district.forEachEnrollment { row in
            #expect(row.id == next)
            next += 1
            #expect(pairs.insert([row.student, row.course]).inserted)
            #expect((row.completedAt != nil) == (row.status == .completed))
            if let cohort = row.cohort {
                #expect(district.course(ofCohort: cohort) == row.course)
                #expect(district.cohorts(of: row.student).contains(cohort))
            }
        }
        #expect(pairs.count == 10_000)
        district.forEachMember { member in
            #expect(pairs.contains([member.student, member.course]))
            #expect((member.leftAt != nil) == (member.status == .dropped))
        }
    }

    @Test("Seats are the active and paused members, and schedules lie in their order")
    func cohorts() {
        var seats: [UInt64: Int] = [:]
        district.forEachMember { member in
            let seated = member.status == .active || member.status == .paused
            seats[member.cohort, default: 0] += seated ? 1 : 0
        }
        district.forEachCohort { #expect($0.members == 40 && $0.seats == seats[$0.id]) }
        var last: (UInt64, Day, UInt64) = (0, District.firstDay, 0)
        var count = 0
        district.forEachScheduleRow { row in
            #expect(last < (row.cohort, row.unlockDate, row.module))
            last = (row.cohort, row.unlockDate, row.module)
            let start = district.startDate(ofCohort: row.cohort)
            #expect(start.days(until: row.unlockDate) == 7 * row.orderIndex)
            if let lock = row.lockDate { #expect(lock > row.unlockDate) }
            count += 1
        }
        #expect(count == district.cohorts * 12)
    }

    @Test("Sheets come in key order, 4 % of the marks are corrected and 2 % have a note")
    func sheets() {
        var last: (UInt64, Day) = (0, District.firstDay)
        var (rows, corrected, others, notes) = (0, 0, 0, 0)
        district.forEachSheet { sheet in
            #expect(last < (sheet.group, sheet.day) && sheet.day < District.today)
            last = (sheet.group, sheet.day)
            rows += sheet.marks.count
            for mark in sheet.marks {
                corrected += mark.markedAt == sheet.markedAt ? 0 : 1
                others += mark.markedBy == sheet.markedBy ? 0 : 1
                notes += mark.note == nil ? 0 : 1
            }
        }
        #expect(rows == district.marks && rows == 320_000)
        #expect((12_000...13_600).contains(corrected) && (5800...7000).contains(others))
        #expect((5900...6900).contains(notes))
    }

    @Test("The same seed makes the same district and the same requests, another one does not")
    func determinism() {
        let twin = District(students: 2000)
        let other = District(students: 2000, seed: 43)
        #expect(district.sheet(group: 90, lesson: 7) == twin.sheet(group: 90, lesson: 7))
        #expect(district.sheet(group: 90, lesson: 7) != other.sheet(group: 90, lesson: 7))
        #expect(district.user(1_000_007).email.hasPrefix("sagird1000007@mekteb"))
        var (first, second) = (DistrictStream(district, seed: 1), DistrictStream(twin, seed: 1))
        for query in DistrictQuery.allCases {
            #expect(first.questions(query, count: 50) == second.questions(query, count: 50))
        }
        #expect(first.classMark() == second.classMark() && first.enroll() == second.enroll())
    }

    @Test("Enroll requests never name a pair twice, and nine class marks in ten are of today")
    func requests() {
        var stream = DistrictStream(district, seed: 5)
        var pairs: Set<[UInt64]> = []
        for _ in 0..<3000 {
            let request = stream.enroll()
            #expect(pairs.insert([request.student, request.cohort]).inserted)
            #expect(!district.cohorts(of: request.student).contains(request.cohort))
        }
        let sheets = (0..<1000).map { _ in stream.classMark() }
        #expect((870...930).contains(sheets.count { $0.day == District.today }))
        #expect(sheets.allSatisfy { $0.marks.count == 25 })
    }
}
