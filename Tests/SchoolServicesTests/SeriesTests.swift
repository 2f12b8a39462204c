import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Series of tests")
struct SeriesTests {
    // S3-11, S3-19
    @Test(
        "INV-33, S3-26, S3-40: access needs an active place in an active group that has the series"
    )
    func access() throws {
        let school = try SchoolFixture()
        let (student, series) = (try school.user(), try school.series())
        func reason() throws -> SeriesAccess.Reason {
            try school.read { view throws(ServiceError) in
                try view.access(of: student.id, to: series.id).reason
            }
        }
        #expect(try reason() == .notInGroup)
        let group = try school.group(students: [student])
        #expect(try reason() == .notAssigned)
        try school.run(AddTestSeries(series.id, to: group.id))
        #expect(try reason() == .allowed)
        try school.run(RemoveStudent(from: group.id, student.id, manner: .deactivate))
        #expect(try reason() == .notActiveMember)
        try school.run(ActivateMember(of: group.id, student.id))
        try school.run(UpdateGroup(group.id) { $0.isActive = false })
        #expect(try reason() == .groupInactive)
        try school.run(UpdateGroup(group.id) { $0.isActive = true })
        try school.run(SoftDeleteGroup(group.id))
        #expect(try reason() == .groupDeleted)
        try school.run(RestoreGroup(group.id))
        try school.run(UpdateRow(series.id) { $0.isActive = false })
        #expect(try reason() == .seriesInactive)
        try school.run(UpdateRow(series.id) { $0.isActive = true })
        let answer = try school.read { view throws(ServiceError) in
            try view.access(of: student.id, to: series.id)
        }
        #expect(answer.isAllowed && answer.viaGroup == group.id)
    }

    @Test("INV-34, S3-25: what two groups give is there once")
    func distinct() throws {
        let school = try SchoolFixture()
        let (student, series) = (try school.user(), try school.series())
        for _ in 0..<2 {
            let group = try school.group(students: [student])
            try school.run(AddTestSeries(series.id, to: group.id))
        }
        let found = try school.read { view throws(ServiceError) in
            try view.seriesAvailable(to: student.id)
        }
        #expect(found == [series])
    }

    // S3-12
    @Test("INV-31, S3-20: each change of a group's series is one line of the trail, a refusal none")
    func trail() throws {
        let school = try SchoolFixture()
        let (group, series) = (try school.group(), try school.series())
        let before = try school.log().count
        let row = try school.run(AddTestSeries(series.id, to: group.id))
        try school.expectRefusal(
            .unique(
                GroupTestSeries.table,
                constraint: "groupTestSeries.group_series",
                existing: row.id.rawValue
            ),
            of: AddTestSeries(series.id, to: group.id)
        )
        try school.run(RemoveTestSeries(series.id, from: group.id))
        try school.run(AddTestSeries(series.id, to: group.id))
        #expect(try school.run(DeleteTestSeries(series.id))[GroupTestSeries.table] == 1)
        let log = try school.log(behind: before)
        #expect(
            log.map(\.action) == [
                "test_series_added", "test_series_removed", "test_series_added",
                "test_series_removed",
            ]
        )
        #expect(log.allSatisfy { $0.groupID == group.id })
        #expect(log[0].metadata.text == #"{"testSeriesId":1}"#)
    }

    @Test("S3-13: a series consists of the tests that were set, in their order")
    func parts() throws {
        let school = try SchoolFixture()
        let series = try school.series()
        let tests = try (1...3).map { try school.test("T\($0)").id }
        try school.run(SetSeriesTests(series.id, tests))
        let items = try school.run(SetSeriesTests(series.id, [tests[2], tests[0]]))
        #expect(items.map(\.testID) == [tests[2], tests[0]])
        #expect(items.map(\.id) == [3, 1])
        #expect(school.count(TestSeriesItem.table) == 2)
        try school.expectRefusal(
            .checkFailed(TestSeriesItem.table, field: "testIds", rule: "onceEach"),
            of: SetSeriesTests(series.id, [tests[0], tests[0]])
        )
    }
}
