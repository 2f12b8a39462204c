import Collation
import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

@Suite("Seeded schools")
struct SeedTests {
    /// Makes a school slice by slice, as the daemon does.
    private func seed(
        _ profile: SeedProfile,
        _ percent: Int = 100,
        seed: UInt64 = 1,
        in school: SchoolFixture
    ) throws -> (progress: SeedProgress, slices: Int) {
        var progress = SeedProgress(
            profile,
            percent: percent,
            seed: seed,
            today: school.today,
            passwordHash: "hash"
        )
        var slices = 0
        while !progress.isDone {
            progress = try school.run(SeedSlice(progress))
            slices += 1
        }
        return (progress, slices)
    }

    private func checksum(_ school: SchoolFixture) throws -> [Table: UInt64] {
        try #require(try school.store.checksums(SchoolSchema.self) { true })
    }

    @Test("S4-37: a developer's school has something of all, once, and can be asked for again")
    func dev() throws {
        let school = try SchoolFixture()
        let progress = try seed(.dev, in: school).progress
        #expect(progress.counts[User.table] == 6)
        #expect(progress.counts[Group.table] == 2)
        #expect(progress.counts[ParentLink.table] == 1)
        #expect(progress.counts[CodingTask.table] == 2)
        #expect(progress.counts[CodingTestCase.table] == 4)
        #expect(progress.counts[CodingSubmission.table] == 6)
        #expect(progress.counts[TestAnswerKey.table] == 1)
        #expect(progress.counts[Payment.table] == 3)
        #expect((progress.counts[AttendanceSheet.table] ?? 0) > 10)
        #expect(progress.logins[.teacher] == "teacher1@dev.az")
        let before = try checksum(school)
        let again = try seed(.dev, seed: 9, in: school).progress
        #expect(again.counts.isEmpty && again.logins == progress.logins)
        #expect(try checksum(school) == before)
    }

    @Test(
        "A school, a university and a platform keep all rules, and come in slices",
        arguments: [SeedProfile.school, .university, .platform]
    )
    func profiles(_ profile: SeedProfile) throws {
        let school = try SchoolFixture()
        let (progress, slices) = try seed(profile, 2, in: school)
        #expect(slices > 4)
        #expect((progress.counts[User.table] ?? 0) > 5)
        for (table, count) in progress.counts { #expect(school.count(table) == count) }
        let teacher = try #require(progress.logins[.teacher])
        #expect(teacher.hasSuffix("@\(profile.rawValue)-1.az"))
    }

    @Test("The same seed gives the same school, another seed another one")
    func deterministic() throws {
        let sums = try [1, 1, 2].map { number in
            let school = try SchoolFixture()
            _ = try seed(.university, 1, seed: UInt64(number), in: school)
            return try checksum(school)
        }
        #expect(sums[0] == sums[1])
        #expect(sums[0][User.table] != sums[2][User.table])
    }

    @Test("One seed is made once: a second time it is refused, and leaves nothing")
    func twice() throws {
        let school = try SchoolFixture()
        _ = try seed(.school, 3, in: school)
        let before = try school.dump()
        #expect(throws: ServiceError.self) { _ = try seed(.school, 3, in: school) }
        #expect(try school.dump() == before)
    }
}
