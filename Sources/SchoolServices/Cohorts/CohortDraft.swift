internal import Collation
public import Records
public import SchoolModel

/// The fields of a cohort that a caller sets.
public struct CohortDraft: Equatable, Sendable {
    /// Never changes.
    public var kind: Cohort.Kind
    public var code: String?
    public var name: String
    /// Never changes.
    public var courseID: ID<Course>?
    public var organizationID: ID<Organization>?
    public var academicProgramID: ID<AcademicProgram>?
    public var tutorID: ID<User>?
    public var educationLevel: String?
    public var educationType: String?
    public var language: String?
    public var startYear: Int?
    public var endYear: Int?
    public var startDate: Day?
    public var endDate: Day?
    /// Nil for what the dates say; only `archived` wins over them.
    public var status: Cohort.Status?
    /// Nil for no limit.
    public var maxStudents: Int?
    public var isActive = true
    public var metadata = JSONText.empty

    /// A new run of a course.
    public init(course: ID<Course>, name: String, startDate: Day) {
        self.init(kind: .course, name: name)
        courseID = course
        self.startDate = startDate
    }

    /// A new cohort, with as many seats as its kind has.
    public init(kind: Cohort.Kind, name: String) {
        self.kind = kind
        self.name = name
        maxStudents = kind.defaultMaxStudents
    }

    /// The fields of a row.
    public init(_ row: Cohort) {
        kind = row.kind
        code = row.code?.text
        name = row.name.text
        courseID = row.courseID
        organizationID = row.organizationID
        academicProgramID = row.academicProgramID
        tutorID = row.tutorID
        educationLevel = row.educationLevel
        educationType = row.educationType
        language = row.language
        startYear = row.startYear
        endYear = row.endYear
        startDate = row.startDate
        endDate = row.endDate
        maxStudents = row.maxStudents
        isActive = row.isActive
        metadata = row.metadata
    }
}

extension CohortDraft {
    func check() throws(ServiceError) {
        let table = Cohort.table
        try table.check(code: code, "code", 1...64)
        try table.check(name, "name", 1...255)
        try table.check(educationLevel, "educationLevel", 0...64)
        try table.check(educationType, "educationType", 0...64)
        try table.check(language, "language", 0...64)
        try table.check(startDate, "startDate")
        try table.check(endDate, "endDate")
        try table.check(metadata)
        if let startYear, let endYear {
            try table.require(endYear >= startYear, "endYear", "notBefore startYear")
        }
        if let startDate, let endDate {
            try table.require(endDate >= startDate, "endDate", "notBefore startDate")
        }
        if let maxStudents { try table.require(maxStudents >= 1, "maxStudents", "range 1...") }
        switch kind {
        case .course:
            try table.require(courseID != nil, "courseId", "required")
            try table.require(startDate != nil, "startDate", "required")
        case .class:
            try table.require(courseID == nil, "courseId", "absent")
        }
    }

    func write(to row: inout Cohort, by context: Context) {
        row.kind = kind
        if code?.isWritten(as: row.code?.text) != true {
            row.code = code.map { context.collator.folded($0, trimming: true) }
        }
        if !name.isWritten(as: row.name.text) { row.name = context.collator.folded(name) }
        row.courseID = courseID
        row.organizationID = organizationID
        row.academicProgramID = academicProgramID
        row.tutorID = tutorID
        row.educationLevel = educationLevel
        row.educationType = educationType
        row.language = language
        row.startYear = startYear
        row.endYear = endYear
        row.startDate = startDate
        row.endDate = endDate
        row.maxStudents = maxStudents
        row.isActive = isActive
        row.metadata = metadata
    }
}
