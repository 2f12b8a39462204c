import Collation
import Engine
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("A collator that has changed")
struct RenewTextsTests {
    private let folder = TemporaryFolder()

    private func open(_ collator: Collator, accepting: Bool = false) throws -> Store<LMDBEngine> {
        var options = Store<LMDBEngine>.Options()
        options.collation = collator.version
        options.acceptsOtherCollation = accepting
        let engine = try LMDBEngine(opening: folder.path("store"))
        return try Store(engine, schema: SchoolSchema.self, options: options)
    }

    @Test("Names are sorted anew, and the store is refused until they are")
    func renews() throws {
        let (english, azerbaijani) = (try Collator(locale: "en"), try Collator(locale: "az"))
        try fill(english)
        #expect(throws: StoreOpenError.self) { _ = try open(azerbaijani) }
        let store = try open(azerbaijani, accepting: true)
        let stale = try store.read { view throws(StoreError) in
            try SchoolCheck.run(in: view, collator: azerbaijani)
        }
        #expect(stale.contains { $0.rule == "text.sort_key" })
        let count = try store.run(RenewTexts(), as: Context(collator: azerbaijani))
        #expect(count > 0)
        let findings = try store.read { view throws(StoreError) in
            try SchoolCheck.run(in: view, collator: azerbaijani)
        }
        #expect(findings.isEmpty)
        #expect(try store.verify(SchoolSchema.self).findings == [])
        #expect(try roster(store) == ["Həsən", "Xədicə", "Zəhra"])
        #expect(try store.run(RenewTexts(), as: Context(collator: azerbaijani)) == 0)
        store.close()
    }

    private func fill(_ collator: Collator) throws {
        let store = try open(collator)
        let context = Context(collator: collator)
        let course = try store.run(CreateCourse(CourseDraft(name: "C")), as: context)
        let draft = CohortDraft(course: course.id, name: "K", startDate: Day(0))
        let cohort = try store.run(CreateCohort(draft), as: context).cohort
        for name in ["Zəhra", "Xədicə", "Həsən"] {
            let draft = UserDraft(email: "\(name)@x.az", fullName: name, role: .student)
            let user = try store.run(CreateUser(draft), as: context).user
            try store.run(EnrollInCohort(cohort: cohort.id, student: user.id), as: context)
        }
        #expect(try roster(store) == ["Həsən", "Xədicə", "Zəhra"])
        store.close()
    }

    private func roster(_ store: Store<LMDBEngine>) throws -> [String] {
        try store.read { view throws(StoreError) in
            var names: [String] = []
            var key = Key()
            key.begin(CohortMember.place, owner: 1)
            try view.forEachRow(of: CohortMember.self, under: key.bytes) {
                (member: CohortMember) throws(StoreError) -> Bool in
                names.append(member.fullName.text)
                return true
            }
            return names
        }
    }
}
