internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

/// A register between its one reading and its one writing.
struct SheetEdit {
    let old: AttendanceSheet?
    var sheet: AttendanceSheet

    /// What an item does to a register.
    enum Effect {
        case created, updated, unchanged
    }

    /// The mark that an item leads to, and what is new about it.
    func mark(
        _ item: MarkItem,
        by performer: ID<User>?,
        at now: Timestamp
    ) -> (mark: AttendanceMark, effect: Effect) {
        guard let known = sheet.mark(of: item.studentID) else {
            let mark = AttendanceMark(
                studentID: item.studentID,
                status: item.status,
                markedByID: performer,
                markedAt: item.markedAt ?? now,
                note: item.note.flatMap { $0.isEmpty ? nil : $0 },
                entryState: item.entryState ?? .confirmed,
                createdAt: now,
                updatedAt: now
            )
            return (mark, .created)
        }
        var mark = known
        mark.status = item.status
        if let note = item.note { mark.note = note.isEmpty ? nil : note }
        if let markedAt = item.markedAt { mark.markedAt = markedAt }
        if let entryState = item.entryState { mark.entryState = entryState }
        if mark.isSame(as: known) { return (known, .unchanged) }
        mark.markedByID = performer
        mark.markedAt = item.markedAt ?? now
        mark.updatedAt = now
        return (mark, .updated)
    }
}

extension Snapshot where Self: ~Copyable {
    /// The register of one lesson, or nil.
    borrowing func sheet(
        of group: ID<Group>,
        on date: Day
    ) throws(ServiceError) -> AttendanceSheet? {
        var key = Key(AttendanceSheet.place, owner: group)
        key.append(date)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }

    /// The register of the latest lesson, or nil.
    borrowing func latestSheet(of group: ID<Group>) throws(ServiceError) -> AttendanceSheet? {
        var latest: AttendanceSheet?
        let lower = Key(AttendanceSheet.place, owner: group)
        var upper = KeyBuffer()
        upper.append(lower.bytes)
        upper.advancePastPrefix()
        try forEachEntry(from: lower.bytes, below: upper.bytes, reversed: true) {
            (key, content) throws(ServiceError) -> Bool in
            do throws(RecordError) {
                latest = try AttendanceSheet(key: key, content: content)
            } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
            return false
        }
        return latest
    }

    /// Reads a register, or begins one.
    borrowing func openSheet(of group: ID<Group>, on date: Day) throws(ServiceError) -> SheetEdit {
        let old = try sheet(of: group, on: date)
        return SheetEdit(
            old: old,
            sheet: old ?? AttendanceSheet(groupID: group, lessonDate: date)
        )
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Writes a register where anything on it has changed; one without marks goes.
    ///
    /// Answers it with its new version. A load writes register after register of a group: what the
    /// first of them was checked for, the store remembers for the others.
    mutating func put(
        _ edit: SheetEdit,
        isLoading: Bool = false
    ) throws(ServiceError) -> AttendanceSheet {
        var sheet = edit.sheet
        let known = edit.old?.marks ?? []
        let isSame =
            sheet.marks.count == known.count
            && zip(sheet.marks, known).allSatisfy { $0.isSame(as: $1) }
        if isSame { return sheet }
        if counters[LessonHeld.table].rows > 0 { try requireNotFinal(sheet) }
        guard sheet.isWithinLimits else { throw .tooLarge(limit: Sheet.maximumCount) }
        guard let old = edit.old else {
            // Whom another register of the group names need not be looked up for a hint.
            let sibling = try isLoading ? nil : latestSheet(of: sheet.groupID)
            try insertRow(&sheet, beside: sibling)
            return sheet
        }
        if sheet.marks.isEmpty { try deleteRow(old) } else { try updateRow(old, to: &sheet) }
        return sheet
    }
}
