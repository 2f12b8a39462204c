internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// Class registers: a group, a date, and a mark for each student.
struct SheetTable: StoreTable {
    var table: Table { AttendanceSheet.table }
    var targets: [Table] { TargetLister<AttendanceSheet>.targets }

    func write(
        _ view: borrowing LMDBReader.View,
        to lines: StoreLines
    ) throws(ServiceError) -> Bool {
        var goesOn = true
        try view.forEachRow(of: AttendanceSheet.self) { sheet throws(ServiceError) -> Bool in
            goesOn = lines.add { output in
                output.append("{\"attendanceSheet\":")
                output.append(whole: { fields in
                    fields.field("groupId", sheet.groupID)
                    fields.field("lessonDate", sheet.lessonDate)
                    fields.plain("marks", JSONText(marks: sheet.marks))
                    fields.stamps(sheet.stamps)
                })
                output.append("}")
            }
            return goesOn
        }
        return goesOn
    }

    func take(
        _ object: borrowing JSONValue,
        line: Int,
        _ terms: CellTerms,
        _ copy: inout StoreCopy,
        _ scope: inout Scope
    ) throws(ServiceError) {
        let cells = Cells(object, without: ["marks"])
        var sheet = try terms.read(cells) { reader throws(RecordError) in
            AttendanceSheet(
                groupID: try reader.field("groupId"),
                lessonDate: try reader.field("lessonDate"),
                stamps: try reader.stamps()
            )
        }
        sheet.marks = try marks(object, terms)
        guard sheet.stamps.version >= 0 else {
            throw .invalidParams(path: "version", reason: "negative")
        }
        guard sheet.isWithinLimits else { throw .invalidParams(path: "marks", reason: "too many") }
        try copy.take(sheet, line: line, in: &scope)
    }

    private func marks(
        _ object: borrowing JSONValue,
        _ terms: CellTerms
    ) throws(ServiceError) -> [AttendanceMark] {
        var members = object.children
        while let key = members.next()?.text, let member = members.next() {
            guard String(decoding: [UInt8](copying: key), as: UTF8.self) == "marks" else {
                continue
            }
            guard member.kind == .array else { break }
            var marks: [AttendanceMark] = []
            var elements = member.children
            while let element = elements.next() {
                guard element.kind == .object else {
                    throw .invalidParams(path: "marks", reason: "no objects")
                }
                let mark = try terms.read(Cells(element), AttendanceMark.init(from:))
                guard mark.studentID > marks.last?.studentID ?? 0 else {
                    throw .invalidParams(path: "marks", reason: "not in the order of studentId")
                }
                marks.append(mark)
            }
            return marks
        }
        throw .invalidParams(path: "marks", reason: "missing")
    }
}

extension JSONText {
    /// Marks as an array of objects.
    fileprivate init(marks: [AttendanceMark]) {
        self.init(items: marks) { mark, fields in
            fields.field("studentId", mark.studentID)
            fields.field("status", mark.status)
            fields.field("markedById", mark.markedByID)
            fields.field("markedAt", mark.markedAt)
            fields.field("note", mark.note)
            fields.field("entryState", mark.entryState)
            fields.field("createdAt", mark.createdAt)
            fields.field("updatedAt", mark.updatedAt)
        }
    }
}

extension AttendanceMark {
    fileprivate init(from fields: inout CellReader) throws(RecordError) {
        self.init(
            studentID: try fields.field("studentId"),
            status: try fields.field("status"),
            markedByID: try fields.field("markedById"),
            markedAt: try fields.field("markedAt"),
            note: try fields.field("note"),
            entryState: try fields.field("entryState"),
            createdAt: try fields.field("createdAt"),
            updatedAt: try fields.field("updatedAt")
        )
    }
}
