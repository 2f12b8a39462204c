internal import Collation
public import Engine
public import Records
internal import SchoolModel
public import Storage

/// Adds a class of a programme, or a run of a course.
public struct CreateCohort: WriteRequest {
    public var draft: CohortDraft
    /// When another system made it, for an import; now unless told.
    public var createdAt: Timestamp?

    public init(_ draft: CohortDraft) { self.draft = draft }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CohortOutcome {
        var draft = draft
        try draft.check()
        var course: Course?
        if let id = draft.courseID { course = try scope.target(id, of: "courseId") }
        draft.organizationID =
            draft.organizationID ?? course?.organizationID ?? context.organization
        if draft.kind == .class, draft.code == nil {
            draft.code = try scope.freeCode(for: draft.name, context)
        }
        try scope.requireTargets(of: draft, after: nil)
        var row = Cohort(kind: draft.kind, name: .missing, status: .active)
        draft.write(to: &row, by: context)
        row.createdBy = context.performer
        let isOverruled = row.settle(draft.status, on: context.today(at: scope.now))
        try scope.requireFree(Cohort.ByCode.self, for: row)
        try scope.requireFree(Cohort.ByCourseAndName.self, for: row)
        if let createdAt { row.stamps.createdAt = createdAt }
        try scope.insertRow(&row)
        return CohortOutcome(row, isOverruled: isOverruled)
    }
}

extension Snapshot where Self: ~Copyable {
    /// Refuses a draft that names rows which do not exist or do not fit.
    borrowing func requireTargets(
        of draft: CohortDraft,
        after old: Cohort?
    ) throws(ServiceError) {
        try requireTarget(draft.organizationID, of: "organizationId")
        try requireTarget(draft.academicProgramID, of: "academicProgramId")
        if let tutor = draft.tutorID, tutor != old?.tutorID {
            _ = try person(tutor, of: "tutorId", as: .teacher, .admin)
        }
    }

    /// A class's name as a code: in capitals, with hyphens, and a number where it is taken.
    fileprivate borrowing func freeCode(
        for name: String,
        _ context: Context
    ) throws(ServiceError) -> String {
        let words = name.uppercased().split { $0.isWhitespace }
        // Room for the number: a code has at most 64 scalars.
        let scalars = words.joined(separator: "-").unicodeScalars.prefix(58)
        let stem = String(String.UnicodeScalarView(scalars))
        guard !stem.isEmpty else {
            throw .checkFailed(Cohort.table, field: "name", rule: "required")
        }
        for number in 1...99_999 {
            let code = number == 1 ? stem : "\(stem)-\(number)"
            if try cohort(code: code, context) == nil { return code }
        }
        throw .checkFailed(Cohort.table, field: "code", rule: "required")
    }
}
