import Records

extension District {
    /// Marks in a hundred that were corrected later, at another time and half of them by another teacher.
    public static let correctedPercent = 4
    /// Marks in a hundred that have a note.
    public static let notePercent = 2

    /// All sheets in the order of group and day: the order of a key (group, date, student).
    ///
    /// The array of marks is used again for the next sheet unless `body` keeps it.
    public func forEachSheet<Failure: Error>(
        _ body: (DistrictSheet) throws(Failure) -> Void
    ) throws(Failure) {
        try forEachSheet(ofGroups: 1...UInt64(groups), body)
    }

    /// The sheets of some groups, in the order of group and day.
    public func forEachSheet<Failure: Error>(
        ofGroups groups: ClosedRange<UInt64>,
        _ body: (DistrictSheet) throws(Failure) -> Void
    ) throws(Failure) {
        var sheet = DistrictSheet(
            group: 0,
            day: Self.firstDay,
            markedBy: 0,
            markedAt: Timestamp(milliseconds: 0),
            marks: []
        )
        for group in groups {
            let students = students(ofGroup: group)
            for lesson in 0..<Self.lessonDates {
                fill(&sheet, group: group, lesson: lesson, students: students)
                try body(sheet)
            }
        }
    }

    /// One sheet.
    public func sheet(group: UInt64, lesson: Int) -> DistrictSheet {
        var sheet = DistrictSheet(
            group: group,
            day: Self.firstDay,
            markedBy: 0,
            markedAt: Timestamp(milliseconds: 0),
            marks: []
        )
        fill(&sheet, group: group, lesson: lesson, students: students(ofGroup: group))
        return sheet
    }

    private func fill(
        _ sheet: inout DistrictSheet,
        group: UInt64,
        lesson: Int,
        students: [UInt64]
    ) {
        let day = lessonDay(group: group, lesson: lesson)
        let hour = 32_400_000 + Int64(chance(12, group, UInt64(lesson)) % 28_800_000)
        sheet.group = group
        sheet.day = day
        sheet.markedBy = teacher(chance(9, group))
        sheet.markedAt = Timestamp(milliseconds: Timestamp(startOf: day).milliseconds + hour)
        sheet.marks.removeAll(keepingCapacity: true)
        for student in students {
            let chance = chance(13, student, group << 8 | UInt64(lesson))
            var mark = DistrictMark(
                student: student,
                status: Self.status(chance),
                markedBy: sheet.markedBy,
                markedAt: sheet.markedAt,
                note: nil
            )
            if (chance >> 20) % 100 < UInt64(Self.correctedPercent) {
                mark.markedAt.milliseconds += 1 + Int64((chance >> 28) % 600_000)
                if chance >> 40 & 1 == 1 { mark.markedBy = teacher(chance >> 41) }
            }
            if (chance >> 44) % 100 < UInt64(Self.notePercent) {
                mark.note = "gec qaldı \(chance >> 50)"
            }
            sheet.marks.append(mark)
        }
    }

    static func status(_ chance: UInt64) -> DistrictMark.Status {
        switch chance % 100 {
        case ..<85: .present
        case ..<91: .late
        case ..<97: .absent
        default: .excused
        }
    }
}
