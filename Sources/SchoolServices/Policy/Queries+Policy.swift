public import Engine
public import Records
internal import SchoolModel
internal import Storage

// The queries as a caller sees them whom something may be hidden from. Where the owner of the rows decides
// about all of them, they are written as if nobody was looking; otherwise what is hidden is taken out.

extension EnrollmentsOfStudent {
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        _ = try view.subject(student)
        // What is hidden must not count towards a limit.
        var query = self
        query.limit = .max
        try query.writeAll(from: view, to: &output)
        guard let judge = view.judge else { return }
        if try judge.seesAll(.enrollment, of: Anchors(.person, person: student), in: view) {
            return
        }
        try output.keepRows(from: start) { row throws(ServiceError) in
            let course = row.number(of: "courseId").map { ID<Course>($0) }
            let anchors = Anchors(.person, person: student, course: course)
            return try judge.visibility(of: .enrollment, anchors, in: view) == .wholly
        }
    }
}

extension EnrollmentCheck {
    /// An enrollment that is hidden is none.
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        _ = try view.subject(student)
        _ = try view.subject(course)
        let anchors = Anchors(.person, person: student, course: course)
        guard let judge = view.judge,
            try judge.visibility(of: .enrollment, anchors, in: view) == .wholly
        else {
            // No row has the id 0.
            return try EnrollmentCheck(student: 0, course: 0).writeAll(from: view, to: &output)
        }
        try writeAll(from: view, to: &output)
    }
}

extension AttendanceOfGroup {
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        _ = try view.subject(group)
        var query = self
        query.limit = .max
        try query.writeAll(from: view, to: &output)
        guard let judge = view.judge else { return }
        if try judge.seesAll(.attendanceSheet, of: Anchors(.group, group: group), in: view) {
            return
        }
        try output.keepRows(from: start) { row throws(ServiceError) in
            let student = row.number(of: "studentId").map { ID<User>($0) }
            let anchors = Anchors(.group, person: student, group: group)
            return try judge.visibility(of: .attendanceSheet, anchors, in: view) == .wholly
        }
    }
}

extension AttendanceOfStudent {
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        _ = try view.subject(student)
        try writeAll(from: view, to: &output)
        guard let judge = view.judge else { return }
        // Each group is looked up once, however many marks there are.
        try output.keepRows(from: start) { row throws(ServiceError) in
            let group = row.number(of: "groupId").map { ID<Group>($0) }
            let anchors = Anchors(.group, person: student, group: group)
            return try judge.visibility(of: .attendanceSheet, anchors, in: view) == .wholly
        }
    }
}

extension CohortRoster {
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        let cohort = try view.subject(cohort)
        var query = self
        query.limit = .max
        try query.writeAll(from: view, to: &output)
        guard let judge = view.judge else { return }
        var anchors = Anchors(.cohort, course: cohort.courseID, cohort: cohort.id)
        if try judge.seesAll(.cohortMember, of: anchors, in: view) { return }
        try output.keepRows(from: start) { row throws(ServiceError) in
            anchors.person = row.number(of: "studentId").map { ID<User>($0) }
            return try judge.visibility(of: .cohortMember, anchors, in: view) == .wholly
        }
    }
}

extension ScheduleStatus {
    /// All of a cohort's schedule, or none of it; modules without a date only where they are seen.
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let cohort = try view.subject(cohort)
        let anchors = Anchors(.cohort, course: cohort.courseID, cohort: cohort.id)
        guard let judge = view.judge, try judge.seesAll(.cohortSchedule, of: anchors, in: view)
        else {
            output.beginArray()
            return output.endArray()
        }
        let start = output.byteCount
        try writeWhole(from: view, to: &output)
        if try judge.seesAll(.module, of: Anchors(.course, course: cohort.courseID), in: view) {
            return
        }
        let unscheduled = Array("\"reason\":\"not_scheduled\"".utf8)
        try output.keepRows(from: start) { row throws(ServiceError) in
            !row.indices.contains { row[$0...].starts(with: unscheduled) }
        }
    }
}

extension UnlockedModules {
    @usableFromInline func writeSeen<View: Snapshot & ~Copyable>(
        from view: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        switch subject {
        case .cohort(let cohort): _ = try view.subject(cohort)
        case .student(let student): _ = try view.subject(student)
        }
        try writeAll(from: view, to: &output)
        guard let judge = view.judge else { return }
        // The membership of the student in the cohort is a row as well, and may be hidden.
        try output.keepRows(from: start) { row throws(ServiceError) in
            guard let id = row.number(of: "cohortId") else { return false }
            var anchors = Anchors(.cohort, cohort: ID(id))
            guard try judge.seesAll(.cohortSchedule, of: anchors, in: view) else { return false }
            guard case .student(let student) = subject else { return true }
            anchors.person = student
            return try judge.visibility(of: .cohortMember, anchors, in: view) == .wholly
        }
    }
}

// MARK: - Rows

extension OutputBuffer {
    /// Leaves those rows of an array of flat objects that are wanted.
    mutating func keepRows(
        from start: Int,
        where isWanted: (ArraySlice<UInt8>) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        let array = [UInt8](copying: bytes.extracting(start...))
        truncate(to: start)
        beginArray()
        for row in array.flatObjects where try isWanted(row) {
            append(Array(row).rawSpan)
            append(",")
        }
        endArray()
    }
}

extension [UInt8] {
    /// The objects of an array of flat objects.
    fileprivate var flatObjects: [ArraySlice<UInt8>] {
        var objects: [ArraySlice<UInt8>] = []
        var first = 0
        var isText = false
        var index = 0
        while index < count {
            switch self[index] {
            case 0x5c where isText: index += 1
            case 0x22: isText.toggle()
            case 0x7b where !isText: first = index
            case 0x7d where !isText: objects.append(self[first...index])
            default: break
            }
            index += 1
        }
        return objects
    }
}

extension ArraySlice<UInt8> {
    /// The number that a member has; no text may stand in front of it.
    fileprivate func number(of member: StaticString) -> UInt64? {
        let name = Array("\"\(member)\":".utf8)
        guard let place = indices.first(where: { self[$0...].starts(with: name) }) else {
            return nil
        }
        var number: UInt64?
        for byte in self[(place + name.count)...] {
            guard (0x30...0x39).contains(byte) else { break }
            number = (number ?? 0) * 10 + UInt64(byte - 0x30)
        }
        return number
    }
}
