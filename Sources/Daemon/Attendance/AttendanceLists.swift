internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var attendanceRange: Method<Guest> {
        listing(.attendanceRange, .marks, hidden: ["createdAt", "updatedAt"]) {
            guest,
            request,
            parameters,
            output throws(RPCError) in
            let range = try MarkRange(parameters)
            if range.isPlain, guest.takesStraight(request) {
                return try guest.desk.straight(request, leastBytes: 130, to: &output) {
                    view,
                    output throws(ServiceError) in
                    try range.writeStraight(from: view, atMost: request.limit, to: &output)
                } key: { row, _ throws(ServiceError) in
                    let numbers = row.firstNumbers(2)
                    let day = Day(row.text(of: "lessonDate") ?? "")
                    guard let day else { throw ServiceError(EngineError.damaged(.malformedKey)) }
                    return KeyRange.suffix { key in
                        key.append(day)
                        key.append(id: numbers[0])
                        key.append(id: numbers[1])
                    }
                }
            }
            return try guest.desk.read { view throws(ServiceError) in
                var walk = MarkWalk(range, request, guest)
                try walk.write(from: view, to: &output)
                return walk.end
            }
        }
    }
}

extension MarkRange {
    /// Writes all marks of one owner, up to the register in which a limit is passed.
    fileprivate func writeStraight(
        from view: borrowing LMDBReader.View,
        atMost limit: Int,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        if let student {
            let id = try student.resolve(in: view)
            try AttendanceOfStudent(
                student: id,
                from: days.lowerBound,
                through: days.upperBound
            ).write(from: view, to: &output)
            try view.requireUser(id, unlessAnswered: output.byteCount - start > 2)
        } else if let group {
            var query = AttendanceOfGroup(
                group: try group.resolve(in: view),
                from: days.lowerBound,
                through: days.upperBound
            )
            query.limit = limit + 1
            try query.write(from: view, to: &output)
            if output.byteCount - start == 2 { let _: Group = try view.required(query.group) }
        }
    }
}

extension RawSpan {
    /// The text of a member of a flat object, where it holds no escapes.
    fileprivate func text(of name: String) -> String? {
        let row = String(decoding: [UInt8](copying: extracting(first: 160)), as: UTF8.self)
        let head = "\"\(name)\":\""
        guard let start = row.firstRange(of: head)?.upperBound else { return nil }
        return String(row[start...].prefix { $0 != "\"" })
    }
}

/// One walk through the marks of many registers.
private struct MarkWalk {
    private let range: MarkRange
    private let request: ListRequest
    private let guest: Guest
    private var tally: ListTally
    private var last: AttendanceRecord?
    private var gathered: [AttendanceRecord] = []
    private var entriesVisited = 0
    private var rowsFetched = 0

    init(_ range: MarkRange, _ request: ListRequest, _ guest: Guest) {
        self.range = range
        self.request = request
        self.guest = guest
        tally = ListTally(request)
    }

    var end: ListEnd { tally.end(last: last.map { range.place(of: $0) }) }

    /// Writes a page as an array.
    mutating func write(
        from view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        output.append("[")
        let group = try guest.ownerIfNamed(range.group, in: view)?.id
        let student = try guest.ownerIfNamed(range.student, in: view)?.id
        if let group {
            try walk([group], of: student, in: view, to: &output)
        } else if let student {
            try walk(groups(of: student, in: view), of: student, in: view, to: &output)
        } else {
            try walkDays(in: view, to: &output)
        }
        if range.isByStudent {
            let sorted = gathered.map { (place: range.place(of: $0), record: $0) }
                .sorted { $0.place.lexicographicallyPrecedes($1.place) }
            for (place, record) in sorted where !take(record, place, to: &output) { break }
        }
        output.removeTrailingComma()
        output.append("]")
        guest.desk.trace?.index =
            group == nil && student == nil ? "\(ByDate.name)" : "attendanceSheet"
        guest.desk.trace?.entriesVisited += entriesVisited
        guest.desk.trace?.rowsFetched += rowsFetched
        guest.desk.trace?.filters += range.filters
    }

    private typealias ByDate = AttendanceSheet.ByDate

    // MARK: - Registers

    /// The first day that a page looks at.
    private var firstDay: Day {
        guard !range.isByStudent, !request.counts, let cursor = request.cursor else {
            return range.days.lowerBound
        }
        var reader = KeyReader(cursor.rawSpan)
        return max(range.days.lowerBound, (try? reader.day()) ?? range.days.lowerBound)
    }

    /// The groups whose registers may name a student.
    private mutating func groups(
        of student: ID<User>,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> [ID<Group>] {
        var groups: [ID<Group>] = []
        try KeyRange(.userSheetGroups, owner: student.rawValue).forEach(in: view, reversed: false) {
            (suffix, _, _) throws(ServiceError) in
            entriesVisited += 1
            var reader = KeyReader(suffix)
            do throws(RecordError) { try groups.append(ID(reader.id())) } catch {
                throw ServiceError(EngineError.damaged(error))
            }
            return true
        }
        return groups
    }

    /// The registers of some groups side by side, day by day.
    private mutating func walk(
        _ groups: [ID<Group>],
        of student: ID<User>?,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let first = firstDay
        let ranges = groups.map { group in
            var part = KeyRange(.sheets, owner: group.rawValue)
            part.from = KeyRange.suffix { $0.append(first) }
            part.below = KeyRange.suffix { $0.append(range.days.upperBound.advanced(by: 1)) }
            return part
        }
        let walk = ListWalk<AttendanceSheet>(Registers(), ranges)
        var visited = 0
        defer { entriesVisited += visited }
        try walk.forEach(in: view, visited: &visited) { (_, key, content) throws(ServiceError) in
            try take(key, content, of: student, in: view, to: &output)
        }
    }

    /// The registers of all groups, day by day.
    private mutating func walkDays(
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let first = firstDay
        var days = KeyRange(Tag.lessonDate)
        days.from = KeyRange.suffix { $0.append(first) }
        days.below = KeyRange.suffix { $0.append(range.days.upperBound.advanced(by: 1)) }
        try days.forEach(in: view, reversed: false) {
            (_, key, content) throws(ServiceError) in
            entriesVisited += 1
            var sheetKey = KeyBuffer(reserving: 24)
            let sheet: AttendanceSheet?
            do throws(RecordError) {
                try ByDate.writeRowKey(forKey: key, content: content, to: &sheetKey)
            } catch { throw ServiceError(EngineError.damaged(error)) }
            do throws(StoreError) { sheet = try view.row(at: sheetKey.bytes) } catch {
                throw ServiceError(error)
            }
            guard let sheet else { throw ServiceError(EngineError.damaged(.malformedKey)) }
            return try take(sheet, of: nil, in: view, to: &output)
        }
    }

    // MARK: - Marks

    private mutating func take(
        _ key: RawSpan,
        _ content: RawSpan,
        of student: ID<User>?,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) -> Bool {
        let sheet: AttendanceSheet
        do { sheet = try AttendanceSheet(key: key, content: content) } catch {
            throw ServiceError(EngineError.damaged(error))
        }
        return try take(sheet, of: student, in: view, to: &output)
    }

    private mutating func take(
        _ sheet: AttendanceSheet,
        of student: ID<User>?,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) -> Bool {
        rowsFetched += 1
        let marks = student.map { sheet.mark(of: $0).map { [$0] } ?? [] } ?? sheet.marks
        for mark in marks where range.takes(mark) {
            let record = AttendanceRecord(
                groupID: sheet.groupID,
                lessonDate: sheet.lessonDate,
                mark: mark
            )
            if !guest.seesAll, try !guest.isVisible(record.register, in: view) { continue }
            if range.isByStudent {
                gathered.append(record)
            } else if !take(record, range.place(of: record), to: &output) {
                return false
            }
        }
        return true
    }

    /// Takes a visible mark; whether there may be more.
    private mutating func take(
        _ record: AttendanceRecord,
        _ place: [UInt8],
        to output: inout OutputBuffer
    ) -> Bool {
        if let cursor = request.cursor, !cursor.lexicographicallyPrecedes(place) {
            tally.passFront()
            return true
        }
        switch tally.next() {
        case .pass: return true
        case .stop: return false
        case .write: break
        }
        last = record
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &output)
        var fields = ListFields(appendingTo: buffer, only: request.selection)
        fields.record(record)
        output = fields.finish()
        output.append(",")
        return true
    }
}

/// Registers in the order of days; those of several groups on one day are told apart by their groups.
private struct Registers: ListIndex {
    private let rows = Rows<AttendanceSheet>()
    var name: String { rows.name }
    var hasTies: Bool { true }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> AttendanceSheet? {
        try rows.row(key: key, content: content, in: view, fetched: &fetched)
    }
}

extension ListFields {
    fileprivate mutating func record(_ record: AttendanceRecord) {
        let mark = record.mark
        field("groupId", record.groupID)
        field("studentId", mark.studentID)
        field("lessonDate", record.lessonDate)
        field("status", mark.status)
        field("markedById", mark.markedByID)
        field("markedAt", mark.markedAt)
        field("note", mark.note)
        field("entryState", mark.entryState)
        if asksFor("createdAt") { field("createdAt", mark.createdAt) }
        if asksFor("updatedAt") { field("updatedAt", mark.updatedAt) }
    }
}
