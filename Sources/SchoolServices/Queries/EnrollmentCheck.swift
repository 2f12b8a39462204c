public import Engine
public import Records
public import SchoolModel
public import Storage

/// `enrollment/check`: whether a student takes a course now, and how the enrollment stands.
public struct EnrollmentCheck: Query {
    /// Who.
    public var student: ID<User>
    /// What.
    public var course: ID<Course>

    /// A question.
    public init(student: ID<User>, course: ID<Course>) {
        self.student = student
        self.course = course
    }

    /// Writes `{"enrolled":true,"status":"active"}`; the status is null where there is no enrollment.
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
        do throws(EngineError) { try writeAnswer(from: snapshot, to: &output) } catch {
            throw ServiceError(error)
        }
    }

    @inlinable func writeAnswer<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        // Built where it is used: a key that is copied while its words are on their way to memory
        // waits for them.
        var key = Key()
        key.begin(.courseStudents, owner: course.rawValue)
        key.append(student)
        let content = try snapshot.verified(key.bytes)
        var json = output.writer(atMost: 64)
        guard let content else { return json.literal("{\"enrolled\":false,\"status\":null}") }
        let status: Enrollment.Status
        do {
            var reader = ByteReader(content)
            status = try Enrollment.Status(stored: reader.byte())
        } catch { throw .damaged(error) }
        if status == .active { return json.literal("{\"enrolled\":true,\"status\":\"active\"}") }
        json.literal("{\"enrolled\":false,\"status\":\"")
        json.status(status.text)
        json.literal("}")
    }
}
