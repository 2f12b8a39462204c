public import Records

/// What the right answers are: never shown to students.
///
/// One for a test.
public struct TestAnswerKey: Record, Equatable {
    public var id: ID<TestAnswerKey>
    public var testID: ID<SchoolTest>
    /// The letter of each question with choices.
    public var mcqAnswers: JSONText
    /// The number of each question that asks for one.
    public var numericAnswers: JSONText
    /// How the questions of neither kind are graded.
    public var writtenInstructions: String?
    public var stamps: Stamps

    public init(
        id: ID<TestAnswerKey> = 0,
        testID: ID<SchoolTest>,
        mcqAnswers: JSONText = .empty,
        numericAnswers: JSONText = .empty,
        writtenInstructions: String? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.testID = testID
        self.mcqAnswers = mcqAnswers
        self.numericAnswers = numericAnswers
        self.writtenInstructions = writtenInstructions
        self.stamps = stamps
    }
}

extension TestAnswerKey {
    public static let table = Table.testAnswerKey
    @inlinable public static var place: Place { .testKey }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of answers: TestAnswerKey,
        to key: inout K
    ) {
        key.begin(place, owner: answers.testID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("testId", testID)
        fields.field("mcqAnswers", mcqAnswers)
        fields.field("numericAnswers", numericAnswers)
        fields.field("writtenInstructions", writtenInstructions)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        testID = try fields.field("testId")
        mcqAnswers = try fields.field("mcqAnswers")
        numericAnswers = try fields.field("numericAnswers")
        writtenInstructions = try fields.field("writtenInstructions")
        stamps = try fields.stamps()
    }
}

// MARK: - References

extension TestAnswerKey {
    /// A key goes with the test.
    public enum ToTest: OwnedReference {
        public static let field: StaticString = "testId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of answers: TestAnswerKey) -> ID<SchoolTest>? {
            answers.testID
        }
    }
}

// MARK: - Parts

extension TestAnswerKey {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.reference(ToTest.self)
    }
}
