/// How an import treats its rows.
public struct ImportOptions: Equatable, Sendable {
    /// What becomes of a row whose code another one has.
    public enum Duplicates: String, CaseIterable, Sendable {
        /// It is skipped, and said to be.
        case report
        /// It gets a code of its own: `923-s#2`.
        case suffix
    }

    /// The other system, such as `edu`; the table follows behind a colon where it is told.
    public var source: String?
    public var onDuplicate = Duplicates.report
    /// Whether a course that nobody knows is made.
    public var createsCourses = false
    /// Whether a year is guessed from the name of a class, where nothing else tells it.
    public var guessesYear = false

    public init() {}

    /// The tables of the legacy system that the school comes from, by our names for them.
    private static let legacyTables = [
        "cohort": "education_group", "cohortMember": "education_group_student",
        "user": "person", "organization": "organization_unit", "tutor": "staff_member",
    ]

    /// The source of references to a table.
    func source(of table: String) -> String {
        guard let source else { return "import:" + table }
        if source == "edu", let name = Self.legacyTables[table] { return "edu:" + name }
        // Whoever names a table means that of the rows; what they refer to lies beside it.
        guard let colon = source.lastIndex(of: ":") else { return source + ":" + table }
        return table == named ? source : source[..<colon] + ":" + table
    }

    /// The table of the rows themselves.
    var named = ""
}
