internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// A membership of the old groups: what the audit of enrollments holds the courses against.
    func take<T: WriteTransaction & ~Copyable>(
        legacy row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let user = try person(row.required("student"), "student", in: scope, context)
        let course = try course(
            row.required("course"),
            for: user.organizationID,
            &scope,
            context
        )
        let group = try row.required("group")
        try LegacyGroupMember.table.check(group, "group", 1...255)
        let isActive = try row.flag("isActive") ?? true
        let name = "legacy/\(course.id.rawValue)/\(user.id.rawValue)/\(group)"
        if state.count(name) > 1 { return .skipped(field: "student", reason: "duplicate_member") }
        let place = LegacyGroupMember.ByUser.place
        let rows = try scope.rows(
            through: LegacyGroupMember.ByUser.self,
            under: Key(place, owner: user.id)
        )
        let known = rows.first { $0.courseID == course.id && $0.groupRef == group }
        var member =
            known ?? LegacyGroupMember(groupRef: group, courseID: course.id, userID: user.id)
        member.isActive = isActive
        var hasChanged = false
        if let known {
            hasChanged = try scope.updateRow(known, to: &member)
        } else {
            try scope.insertRow(&member)
        }
        let id = member.id.cast(to: AnyRow.self)
        try remember(row["externalId"], .legacyGroupMember, id, &scope)
        return known == nil ? .created : hasChanged ? .updated : .unchanged
    }

    /// A mark of a register.
    func take<T: WriteTransaction & ~Copyable>(
        mark row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let group = try group(row.required("group"), &state, in: scope, context)
        let student = try person(row.required("student"), "student", in: scope, context)
        guard let date = try row.day("date") else { throw .missing("date") }
        guard let status: AttendanceStatus = try row.choice("status") else {
            throw .missing("status")
        }
        if state.count("mark/\(group.rawValue)/\(student.id.rawValue)/\(date.number)") > 1 {
            return .skipped(field: "date", reason: "duplicate_mark")
        }
        let item = MarkItem(student.id, on: date, status, note: row["note"])
        let outcome = try BulkSetAttendance(in: group, [item]).runUnwrapped(in: &scope, as: context)
        return outcome.created > 0 ? .created : outcome.updated > 0 ? .updated : .unchanged
    }

    /// A row of an old trail: appended to ours, with its own time beside it.
    func take<T: WriteTransaction & ~Copyable>(
        log row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let id = try row.required("externalId")
        if try known(id, kind.table, .activityLog, in: scope) != nil { return .unchanged }
        let action = try row.required("action")
        try ActivityLog.table.check(action, "action", 1...64)
        var entry = ActivityLog(action: action)
        if let text = row["group"] {
            entry.groupID = try group(text, &state, in: scope, context)
        }
        if let text = row["student"] {
            entry.studentID = try person(text, "student", in: scope, context).id
        }
        entry.userID = entry.studentID
        if let text = row["user"] {
            entry.userID = try person(text, "user", in: scope, context).id
        }
        if let text = row["performedBy"] {
            entry.performedBy = try person(text, "performedBy", in: scope, context).id
        }
        if let group = entry.groupID, let row = try scope.found(group) {
            entry.organizationID = row.organizationID
        }
        entry.metadata = try metadata(of: row, id)
        try ActivityLog.table.check(entry.metadata)
        try scope.insertDerived(&entry)
        try remember(id, .activityLog, entry.id.cast(to: AnyRow.self), &scope)
        return .created
    }

    /// Where the row came from, and when it says that it happened.
    private func metadata(of row: ImportRow, _ id: String) throws(ServiceError) -> JSONText {
        var metadata = JSONText.empty
            .adding("importedFrom", Self.json(options.source(of: kind.table) + ":" + id))
        if let text = row["createdAt"] {
            _ = try row.instant("createdAt")
            metadata = metadata.adding("originalCreatedAt", Self.json(text))
        }
        if let text = row["metadata"] {
            metadata = metadata.adding("original", Self.json(text))
        }
        return metadata
    }

    /// A text as JSON.
    private static func json(_ text: String) -> String {
        var output = OutputBuffer(capacity: text.utf8.count * 6 + 2)
        output.append(text: text)
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
    }
}

extension BulkSetAttendance {
    /// As `run`, for a request of one item, whose refusal is the request's own.
    fileprivate func runUnwrapped<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AttendanceOutcome {
        do throws(ServiceError) { return try run(in: &scope, as: context) } catch {
            if case .item(_, let reason) = error { throw reason }
            throw error
        }
    }
}
