internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// The students, as `import/users` takes them again.
struct StudentTable: ExportTable {
    var counted: Table { User.table }

    var columns: [String] {
        [
            "id", "fullName", "email", "code", "phone", "grade", "balance", "isActive",
            "deletedAt", "createdAt",
        ]
    }

    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError) {
        try view.forEachRow(of: StudentProfile.self) { profile throws(ServiceError) -> Bool in
            let id = profile.id.cast(to: User.self)
            guard let user = try view.anyRow(id), try view.isVisible(user) else { return true }
            return lines.add(cells: [
                "\(user.id)", user.fullName.text, user.email.text, user.code?.text, user.phone,
                profile.grade, profile.balance.exported, user.isActive ? "true" : "false",
                profile.deletedAt?.exported, user.stamps.createdAt.exported,
            ])
        }
    }
}

/// The members of all cohorts, with their names.
struct RosterTable: ExportTable {
    var counted: Table { CohortMember.table }

    var columns: [String] {
        [
            "cohortId", "cohortName", "studentId", "name", "email", "status", "enrolledAt",
            "leftAt", "lastActivityAt", "completedLessons", "discussionPosts", "forumPosts",
        ]
    }

    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError) {
        try view.forEachRow(of: CohortMember.self) { row throws(ServiceError) -> Bool in
            guard try view.isVisible(row) else { return true }
            let cohort = try view.anyRow(row.cohortID)
            return lines.add(cells: [
                "\(row.cohortID)", cohort?.name.text, "\(row.studentID)", row.fullName.text,
                row.email, "\(row.status.name)", row.enrolledAt.exported, row.leftAt?.exported,
                row.lastActivityAt?.exported, "\(row.completedLessons)",
                "\(row.discussionPosts)", "\(row.forumPosts)",
            ])
        }
    }
}

/// All marks of all registers, as `import/attendance` takes them again.
struct AttendanceTable: ExportTable {
    var counted: Table { AttendanceSheet.table }

    var columns: [String] {
        ["groupId", "studentId", "date", "status", "note", "markedById", "markedAt", "entryState"]
    }

    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError) {
        try view.forEachRow(of: AttendanceSheet.self) { sheet throws(ServiceError) -> Bool in
            guard try view.isVisible(sheet) else { return true }
            for mark in sheet.marks {
                let goesOn = lines.add(cells: [
                    "\(sheet.groupID)", "\(mark.studentID)", sheet.lessonDate.exported,
                    "\(mark.status.name)", mark.note, mark.markedByID.map { "\($0)" },
                    mark.markedAt?.exported, "\(mark.entryState.name)",
                ])
                if !goesOn { return false }
            }
            return true
        }
    }
}

extension FieldValue {
    /// As JSON shows it, without quotation marks.
    fileprivate var exported: String {
        var output = OutputBuffer(capacity: 32)
        output.append(value: self)
        let text = String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
        return text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
    }
}

extension LMDBReader.View {
    /// A row, whoever asks: what is shown of it is judged by the row that it belongs to.
    fileprivate borrowing func anyRow<Row: Entity>(_ id: ID<Row>) throws(ServiceError) -> Row? {
        do throws(StoreError) { return try row(id) } catch { throw ServiceError(error) }
    }
}
