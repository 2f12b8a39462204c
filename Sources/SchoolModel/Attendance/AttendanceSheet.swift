public import Records

/// The class register of one lesson: who was there.
///
/// Group and date are its identity, and a student is on it once.
///
/// This is the form that is edited; stored it is packed, and `Sheet` reads that in place. The
/// students whom it names are found by a hint: they are no references that the store follows, the
/// services purge them.
public struct AttendanceSheet: Entity, Equatable {
    public var groupID: ID<Group>
    public var lessonDate: Day
    /// In the order of their students; at most `Sheet.maximumCount`.
    public var marks: [AttendanceMark]
    public var stamps: Stamps

    public init(
        groupID: ID<Group>,
        lessonDate: Day,
        marks: [AttendanceMark] = [],
        stamps: Stamps = .new
    ) {
        self.groupID = groupID
        self.lessonDate = lessonDate
        self.marks = marks
        self.stamps = stamps
    }
}

extension AttendanceSheet {
    public static let table = Table.attendanceSheet
    @inlinable public static var place: Place { .sheets }
    public static let hasID = false
    public static let hasNaturalKey = true

    /// None: group and date are the identity.
    public var id: ID<AttendanceSheet> {
        get { 0 }
        set {}
    }

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of sheet: AttendanceSheet,
        to key: inout K
    ) {
        key.begin(place, owner: sheet.groupID)
        key.append(sheet.lessonDate)
    }

    /// How many marks there are of each status, in the order of the cases.
    public var counts: InlineArray<4, Int> {
        var counts = InlineArray<4, Int>(repeating: 0)
        let lines = marks.span
        for index in lines.indices { counts[Int(lines[index].status.rawValue)] += 1 }
        return counts
    }
}

// MARK: - Indexes

extension AttendanceSheet {
    /// Serves the day of the whole school: the counts of every group that was taught.
    public enum ByDate: SecondaryIndex {
        public static let name: StaticString = "attendanceSheet.date_group"
        @inlinable public static var place: Place { .dateSheets }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of sheet: AttendanceSheet,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: sheet.lessonDate)
            key.append(sheet.groupID)
            return true
        }

        public static func writeContent(of sheet: AttendanceSheet, to content: inout ByteWriter) {
            let counts = sheet.counts
            for status in AttendanceStatus.allCases {
                content.varint(UInt64(counts[Int(status.rawValue)]))
            }
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.byte()
            let lessonDate = try reader.day()
            _ = try reader.byte()
            try key.begin(AttendanceSheet.place, owner: reader.id())
            key.append(lessonDate)
        }
    }

    /// Serves a student's attendance: the groups whose sheets may name the student.
    public enum ByStudentAndGroup: Hint {
        public static let name: StaticString = "attendanceSheet.student_group"
        @inlinable public static var place: Place { .userSheetGroups }

        public static func forEachKey<Failure: Error>(
            of sheet: AttendanceSheet,
            butNotOf old: AttendanceSheet?,
            _ body: (Key) throws(Failure) -> Void
        ) throws(Failure) {
            let marks = old.map { $0.groupID == sheet.groupID ? $0.marks : [] } ?? []
            let known = marks.span
            let lines = sheet.marks.span
            var next = 0
            for index in lines.indices {
                let student = lines[index].studentID
                while next < known.count, known[next].studentID < student { next += 1 }
                if next < known.count, known[next].studentID == student { continue }
                var key = Key()
                key.begin(place, owner: student)
                key.append(sheet.groupID)
                try body(key)
            }
        }
    }
}

// MARK: - References

extension AttendanceSheet {
    /// A register dies with its group.
    public enum ToGroup: OwnedReference {
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of sheet: AttendanceSheet) -> ID<Group>? { sheet.groupID }
    }
}

// MARK: - Parts

extension AttendanceSheet {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByDate.self)
        try parts.hint(ByStudentAndGroup.self)
        try parts.reference(ToGroup.self)
    }
}
