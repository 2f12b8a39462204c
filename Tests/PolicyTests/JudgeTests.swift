import Oracle
import PolicyOracle
import Records
import SchoolModel
import SchoolServices
import TestSupport
import Testing

@Suite("The judge")
struct JudgeTests {
    @Test(
        "Everybody may do with every row what the sentences of the policy say",
        arguments: [1, 2]
    )
    func agrees(seed: UInt64) throws {
        let shelf = Shelf.random(seed: seed)
        let folder = TemporaryFolder()
        let school = try OpenSchool(folder.path("store"), clock: { Shelf.noon })
        try shelf.fill(school.store)
        var trials = Trials(of: .standard, shelf, in: school)
        try trials.run()
        #expect(trials.count > 10_000)
        #expect(trials.differences.isEmpty, "\(trials.differences.prefix(5))")
        school.store.close()
    }
}
