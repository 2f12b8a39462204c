public import Engine
public import Records
public import SchoolModel
public import Storage

/// `enrollment/listByStudent`: the courses that a student takes or has taken, in the order of their ids.
///
/// One range, and one look-up of a name for each course, which readers remember: a rename must not touch
/// every enrollment.
public struct EnrollmentsOfStudent: Query {
    /// Whose.
    public var student: ID<User>
    /// At most so many rows.
    public var limit = Int.max

    /// A question.
    public init(student: ID<User>) { self.student = student }

    /// Writes an array.
    @inlinable public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        if snapshot.onlooker != nil { return try writeSeen(from: snapshot, to: &output) }
        try writeAll(from: snapshot, to: &output)
    }

    /// Writes an answer that hides nothing.
    @inlinable @inline(__always) func writeAll<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        do throws(EngineError) { try writeRows(from: snapshot, to: &output) } catch {
            throw ServiceError(error)
        }
    }

    @inlinable func writeRows<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let lower = Key(.userEnrollments, owner: student.rawValue)
        let upper = Key(behind: .userEnrollments, owner: student.rawValue)
        output.beginArray()
        var enrollments = snapshot.entries(
            from: lower.bytes,
            below: upper.bytes,
            reversed: false,
            limit: limit
        )
        while let entry = try enrollments.next() {
            let row: EnrollmentView
            do {
                row = try EnrollmentView(verifiedContent(key: entry.key, value: entry.value))
            } catch {
                throw .damaged(error)
            }
            let course = Key(.course, owner: row.courseID.rawValue)
            guard let content = try snapshot.familiar(course) else {
                throw .damaged(.malformedKey)
            }
            do { try output.append(row, named: CourseNameView(content).name) } catch {
                throw .damaged(error)
            }
        }
        output.endArray()
    }
}

extension OutputBuffer {
    /// Names of fields 140, numbers 84, two instants 52, a status 16; the name comes on top.
    @inlinable static var enrollmentBound: Int { 320 }

    @inlinable @inline(__always)
    mutating func append(_ row: EnrollmentView, named name: RawSpan) {
        let text = JSONWriter.textBound(name.byteCount)
        var json = self.row(atMost: Self.enrollmentBound, texts: text)
        json.literal("{\"id\":")
        json.number(row.id.rawValue)
        json.literal(",\"courseId\":")
        json.number(row.courseID.rawValue)
        json.literal(",\"courseName\":\"")
        json.escaped(name)
        json.literal("\",\"studentId\":")
        json.number(row.studentID.rawValue)
        json.literal(",\"cohortId\":")
        json.idOrNull(row.cohortID)
        json.literal(",\"status\":\"")
        json.status(row.status.text)
        json.literal(",\"active\":")
        if row.status == .active { json.literal("true") } else { json.literal("false") }
        json.literal(",\"enrolledAt\":\"")
        json.timestamp(milliseconds: row.enrolledAt.milliseconds)
        json.literal("\",\"completedAt\":")
        json.quoted(row.completedAt)
        json.literal(",\"progressPercentage\":")
        json.smallNumber(row.progressPercentage)
        json.literal("},")
    }
}
