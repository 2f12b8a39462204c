public import Records

extension AttendanceSheet {
    public static func describeFields() -> [String] {
        ["groupId:key id", "lessonDate:key date", "marks:sheet format \(Sheet.format)"]
    }

    /// Whether the sheet is within the limits of one value.
    public var isWithinLimits: Bool {
        guard marks.count <= Sheet.maximumCount else { return false }
        // 64 are the head; an id, a status, and an exception without its note take at most 56.
        let bound = marks.reduce(64) { $0 + 56 + ($1.note?.utf8.count ?? 0) }
        if bound <= Sheet.maximumByteCount { return true }
        var bytes = ByteWriter()
        writeContent(to: &bytes)
        return bytes.count <= Sheet.maximumByteCount
    }

    /// Packs the register: what the whole class shares once, then ids, statuses, and what differs.
    public func writeContent(to bytes: inout ByteWriter) {
        precondition(marks.count <= Sheet.maximumCount, "a class is larger than its maximum")
        let markedBy = mostCommon(or: 0) { $0.storedMarker }
        let markedAt = mostCommon(or: .min) { $0.storedInstant }
        let createdAt = stamps.createdAt.milliseconds
        let isFresh = createdAt == markedAt
        let isLatest = stamps.updatedAt == Self.latestUpdate(of: marks)
        bytes.byte(Sheet.format)
        let base = marks.first?.studentID.rawValue ?? 0
        var flags = Sheet.Flags(spread: (marks.last?.studentID.rawValue ?? 0) &- base)
        if !isFresh { flags.insert(.createdAt) }
        if !isLatest { flags.insert(.updatedAt) }
        bytes.byte(flags.rawValue)
        bytes.integer(UInt16(marks.count))
        bytes.integer(markedAt)
        bytes.varint(markedBy)
        bytes.varint(UInt64(stamps.version))
        bytes.varint(base)
        if !isFresh { bytes.integer(createdAt) }
        if !isLatest { bytes.integer(stamps.updatedAt.milliseconds) }
        writeOffsets(from: base, flags.width, to: &bytes)
        writeStatuses(to: &bytes)
        // Through a span: each mark is looked at where it lies, and its note is not retained.
        let lines = marks.span
        for index in lines.indices {
            lines[index].writeException(
                at: index,
                from: (markedBy, markedAt, createdAt),
                to: &bytes
            )
        }
    }

    private func writeOffsets(from base: UInt64, _ width: UInt8, to bytes: inout ByteWriter) {
        var previous: UInt64 = 0
        let lines = marks.span
        for index in lines.indices {
            let student = lines[index].studentID.rawValue
            precondition(student > previous, "marks ascend by student")
            previous = student
            switch width {
            case 0: bytes.integer(UInt16(student - base))
            case 1: bytes.integer(UInt32(student - base))
            default: bytes.integer(student - base)
            }
        }
    }

    private func writeStatuses(to bytes: inout ByteWriter) {
        let lines = marks.span
        for start in stride(from: 0, to: lines.count, by: 4) {
            var packed: UInt8 = 0
            for index in start..<min(start + 4, lines.count) {
                packed |= lines[index].status.rawValue << UInt8((index - start) * 2)
            }
            bytes.byte(packed)
        }
    }

    /// What most marks share, where one value has the majority (Boyer and Moore): the same for the
    /// same marks.
    private func mostCommon<Value: Equatable>(
        or none: Value,
        _ value: (borrowing AttendanceMark) -> Value
    ) -> Value {
        var candidate = none
        var votes = 0
        let lines = marks.span
        for index in lines.indices {
            let value = value(lines[index])
            if votes == 0 { candidate = value }
            votes += value == candidate ? 1 : -1
        }
        return candidate
    }

    private static func latestUpdate(of marks: [AttendanceMark]) -> Timestamp {
        var latest = Timestamp(milliseconds: .min)
        let lines = marks.span
        for index in lines.indices { latest = max(latest, lines[index].updatedAt) }
        return latest
    }
}

extension AttendanceSheet {
    /// Unpacks a register; group and date are in its key alone.
    public init(key: RawSpan, content: RawSpan) throws(RecordError) {
        var reader = KeyReader(key)
        groupID = try ID(reader.owner())
        lessonDate = try reader.day()
        let sheet = try Sheet(content)
        guard sheet.count <= Sheet.maximumCount else { throw .truncated }
        marks = []
        marks.reserveCapacity(sheet.count)
        var lines = sheet.marks()
        var exceptions = try sheet.exceptions()
        while let line = lines.next() {
            // The first offset is 0; one that wraps around leads in front of it.
            guard line.student > marks.last?.studentID ?? 0,
                line.student.rawValue <= ID<User>.maximum,
                line.index > 0 || line.student.rawValue == sheet.base
            else { throw .malformedKey }
            let isException = exceptions.nextIndex == line.index
            let detail = isException ? try exceptions.next() : Sheet.Detail(sharedBy: sheet)
            try marks.append(AttendanceMark(line, detail))
        }
        guard exceptions.nextIndex == Int.max else { throw .truncated }
        let updatedAt = Timestamp(milliseconds: sheet.updatedAtMilliseconds)
        stamps = Stamps(
            createdAt: sheet.createdAt,
            updatedAt: updatedAt.milliseconds == .min ? Self.latestUpdate(of: marks) : updatedAt,
            version: Int(sheet.version)
        )
    }
}

extension AttendanceMark {
    fileprivate init(_ line: Sheet.Mark, _ detail: Sheet.Detail) throws(RecordError) {
        studentID = line.student
        status = line.status
        markedByID = detail.markedBy
        markedAt = detail.markedAt
        note = detail.hasNote ? try String(utf8: detail.note) : nil
        entryState = detail.isDraft ? .draft : .confirmed
        createdAt = detail.createdAt
        updatedAt = detail.updatedAt
    }

    fileprivate var storedMarker: UInt64 { markedByID?.rawValue ?? 0 }
    fileprivate var storedInstant: Int64 { markedAt?.milliseconds ?? .min }

    /// Writes what differs from the class, if anything does.
    fileprivate func writeException(
        at index: Int,
        from shared: (markedBy: UInt64, markedAt: Int64, createdAt: Int64),
        to bytes: inout ByteWriter
    ) {
        var kind: Sheet.Kind = []
        if storedMarker != shared.markedBy { kind.insert(.markedBy) }
        if storedInstant != shared.markedAt { kind.insert(.markedAt) }
        if note != nil { kind.insert(.note) }
        if entryState == .draft { kind.insert(.draft) }
        if createdAt.milliseconds != shared.createdAt { kind.insert(.createdAt) }
        if updatedAt.milliseconds != storedInstant { kind.insert(.updatedAt) }
        guard !kind.isEmpty else { return }
        bytes.integer(UInt16(index))
        bytes.byte(kind.rawValue)
        if kind.contains(.markedBy) { bytes.varint(storedMarker) }
        if kind.contains(.markedAt) { bytes.integer(storedInstant) }
        if let note { bytes.text(note) }
        if kind.contains(.createdAt) { bytes.integer(createdAt.milliseconds) }
        if kind.contains(.updatedAt) { bytes.integer(updatedAt.milliseconds) }
    }
}
