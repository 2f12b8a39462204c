import Collation
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("Stores of an earlier schema")
struct MigrationTests {
    private func open<S: Schema>(
        _ path: String,
        _ schema: S.Type,
        _ migrations: [Migration<LMDBTransaction>] = [],
        applies: Bool = true
    ) throws -> Store<LMDBEngine> {
        let engine = try LMDBEngine(opening: path)
        var options = Store<LMDBEngine>.Options()
        options.appliesMigrations = applies
        return try Store(engine, schema: schema, migrations: migrations, options: options)
    }

    // S2-23, S2-48, S2-49
    @Test("INV-58: a store of the first schema gains the later tables and keeps its rows")
    func gainsTables() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/store"
        let context = Context(collator: try Collator())
        let all = SchoolMigrations.all(LMDBTransaction.self)
        let first = all.filter { $0.number == 1 }
        let student: User
        do {
            let store = try open(path, FirstSchema.self, first)
            // The fingerprint that stores of that time hold.
            #expect(store.header.fingerprint == 0xdcc8_6177)
            let draft = UserDraft(email: "a@b.c", fullName: "Aysel", role: .student)
            student = try store.run(CreateUser(draft), as: context).user
            store.close()
        }
        #expect(throws: StoreOpenError.migrationsPending([2])) {
            try open(path, SchoolSchema.self, SchoolMigrations.all(), applies: false)
        }
        do {
            let store = try open(path, SchoolSchema.self, SchoolMigrations.all())
            #expect(store.header.migrations.map(\.number) == [1, 2])
            // What ran before goes on: the old row reads as it was, and others come behind it.
            let kept = try store.read { view throws(StoreError) in try view.existing(student.id) }
            #expect(kept == student)
            let draft = UserDraft(email: "b@b.c", fullName: "Banu", role: .student)
            #expect(try store.run(CreateUser(draft), as: context).user.id.rawValue == 2)
            var row = Payment(
                studentID: student.id,
                paymentDate: Day(20_000),
                amount: Money(hundredths: 100),
                receiptNo: .missing
            )
            row.title = "October"
            let paid = try store.run(CreatePayment(row), as: context)
            #expect(paid.newBalance == Money(hundredths: 100))
            #expect(try store.verify(SchoolSchema.self).findings == [])
            try store.migrateDown(
                to: 1,
                from: SchoolMigrations.all(),
                leaving: 0xdcc8_6177
            )
            store.close()
        }
        do {
            let store = try open(path, FirstSchema.self, first)
            #expect(try store.verify(FirstSchema.self).findings == [])
            store.close()
        }
        let store = try open(path, SchoolSchema.self, SchoolMigrations.all())
        #expect(store.counters[User.table].rows == 2 && store.counters[Payment.table].rows == 0)
        #expect(store.counters[Payment.table].lastID == 1, "ids are never given again")
        #expect(try store.verify(SchoolSchema.self).findings == [])
        store.close()
    }
}

/// The tables of a school before it kept tests, programs, money and talk.
private enum FirstSchema: Schema {
    static func visitEntities<V: EntityVisitor & ~Copyable>(_ entities: inout V) throws(V.Failure) {
        try entities.visit(Organization.self)
        try entities.visit(AcademicProgram.self)
        try entities.visit(User.self)
        try entities.visit(StudentProfile.self)
        try entities.visit(ParentProfile.self)
        try entities.visit(TeacherProfile.self)
        try entities.visit(ParentLink.self)
        try entities.visit(Application.self)
        try entities.visit(Course.self)
        try entities.visit(Module.self)
        try entities.visit(Lesson.self)
        try entities.visit(Enrollment.self)
        try entities.visit(Cohort.self)
        try entities.visit(CohortMember.self)
        try entities.visit(CohortSchedule.self)
        try entities.visit(LessonProgress.self)
        try entities.visit(Group.self)
        try entities.visit(GroupMembership.self)
        try entities.visit(AttendanceSheet.self)
        try entities.visit(ActivityLog.self)
        try entities.visit(ExternalRef.self)
    }
}
