public import Records

/// What a student's list of courses shows of an enrollment, read in place.
///
/// Numbers only, so it may outlive the bytes that it was read from.
public struct EnrollmentView: BitwiseCopyable, Sendable {
    public let id: ID<Enrollment>
    public let studentID: ID<User>
    public let courseID: ID<Course>
    public let enrolledAt: Timestamp
    public let progressPercentage: UInt32
    public let status: Enrollment.Status
    // Sentinels keep the whole at seven words; an optional would take two.
    @usableFromInline let cohort: UInt64
    @usableFromInline let completedAtMilliseconds: Int64

    @inlinable public var cohortID: ID<Cohort>? { cohort == 0 ? nil : ID(cohort) }
    @inlinable public var completedAt: Timestamp? {
        let milliseconds = completedAtMilliseconds
        return milliseconds == .min ? nil : Timestamp(milliseconds: milliseconds)
    }

    /// Reads the first fields of the row.
    @inlinable @inline(__always)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 8)
        id = try ID(reader.varint())
        studentID = try ID(reader.varint())
        courseID = try ID(reader.varint())
        cohort = try reader.optionalID()
        status = try Enrollment.Status(stored: reader.byte())
        enrolledAt = try Timestamp(milliseconds: reader.integer(as: Int64.self))
        completedAtMilliseconds = try reader.optionalInstant()
        progressPercentage = try reader.count()
    }
}

extension Enrollment.Status {
    /// The case that a row's byte stands for.
    @inlinable @inline(__always) public init(stored byte: UInt8) throws(RecordError) {
        switch byte {
        case 0: self = .active
        case 1: self = .inactive
        case 2: self = .paused
        case 3: self = .completed
        case 4: self = .dropped
        default: throw .unknownCase(byte)
        }
    }
}
