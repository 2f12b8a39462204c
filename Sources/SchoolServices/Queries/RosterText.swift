public import Engine
public import Records
public import SchoolModel

/// What the rows of a roster have in common, rendered once.
@usableFromInline struct RosterText: ~Copyable {
    /// In front of the student's id: `{"cohortId":7,"courseId":3,"studentId":`.
    @usableFromInline let head: Fragment<80>
    /// Between the completed lessons and the percentage: `,"totalLessons":60,"progressPercentage":`.
    @usableFromInline let total: Fragment<64>
    /// How many lessons the course has.
    let lessons: UInt64
    /// A hundred lessons' share of the course in units of 2^-32, rounded up.
    let share: UInt64
    /// Below this many completed lessons a product with the share is exact.
    let shareLimit: UInt32
    /// How much of a row's key stands in front of the name.
    let keyHeadByteCount: Int

    /// Stands in where there is no row.
    @usableFromInline init() {
        head = Fragment { _ in }
        total = Fragment { _ in }
        lessons = 0
        share = 0
        shareLimit = 0
        keyHeadByteCount = 0
    }

    /// Takes the course from the roster's first row: one look-up less than through the cohort.
    @usableFromInline @inline(never) init<View: Snapshot & ~Copyable>(
        _ cohort: ID<Cohort>,
        _ first: Entry,
        in snapshot: borrowing View
    ) throws(EngineError) {
        let course: ID<Course>?
        do {
            course = try CohortMember.course(
                in: verifiedContent(key: first.key, value: first.value)
            )
        } catch { throw .damaged(error) }
        let lessons = try course.map { (course) throws(EngineError) in
            try snapshot.courseTotals(course.rawValue).lessons
        }
        self.init(cohort, course, lessons: lessons ?? 0)
    }

    init(_ cohort: ID<Cohort>, _ course: ID<Course>?, lessons: UInt64) {
        self.lessons = lessons
        // Rounding up adds less than c / 2^32 to c lessons, and the next percent is 1 / lessons away.
        share = lessons == 0 ? 0 : (100 &<< 32) / lessons &+ 1
        shareLimit = lessons < 1 &<< 16 ? 1 &<< 16 : 0
        keyHeadByteCount = Key(.cohortMembers, owner: cohort.rawValue).bytes.byteCount
        head = Fragment { json in
            json.literal("{\"cohortId\":")
            json.number(cohort.rawValue)
            json.literal(",\"courseId\":")
            json.idOrNull(course)
            json.literal(",\"studentId\":")
        }
        total = Fragment { json in
            json.literal(",\"totalLessons\":")
            json.number(lessons)
            json.literal(",\"progressPercentage\":")
        }
    }

    /// How much of the course a number of lessons is, in percent, rounded down.
    @inline(__always) func percentage(_ completed: UInt32) -> UInt32 {
        guard completed < shareLimit else { return quotient(completed) }
        return UInt32(truncatingIfNeeded: (UInt64(completed) &* share) &>> 32)
    }

    @inline(never) private func quotient(_ completed: UInt32) -> UInt32 {
        lessons == 0 ? 0 : UInt32(truncatingIfNeeded: 100 &* UInt64(completed) / lessons)
    }
}

/// Where a row stands: in the order of keys, and in the answer.
@usableFromInline struct RosterPlace: BitwiseCopyable {
    @usableFromInline let first: UInt64
    @usableFromInline let second: UInt64
    @usableFromInline let third: UInt16
    /// Where the row begins in the answer; negative in front of the first row.
    @usableFromInline let start: Int

    @inlinable init() {
        first = 0
        second = 0
        third = 0
        start = -1
    }

    @inlinable @inline(__always)
    init(_ key: RawSpan, _ headByteCount: Int, at start: Int) throws(RecordError) {
        var reader = ByteReader(key)
        _ = try reader.bytes(headByteCount)
        first = try reader.integer(as: UInt64.self)
        second = try reader.integer(as: UInt64.self)
        third = try reader.integer(as: UInt16.self)
        self.start = start
    }

    /// Whether the names begin alike, as far as keys hold them.
    @inlinable @inline(__always) func isLevel(with other: RosterPlace) -> Bool {
        // One branch that is hardly ever taken.
        (first ^ other.first) | (second ^ other.second) | UInt64(third ^ other.third) == 0
    }
}

extension OutputBuffer {
    /// The room of a row without its two texts.
    ///
    /// Names of fields 130, fragments 144, five numbers 100, two instants 50, a status 16.
    @inlinable static var memberBound: Int { 440 }

    /// Writes the next row of a roster, unless it has another status than is asked for.
    ///
    /// Returns false where its name begins like that of the row before and is another one.
    @usableFromInline mutating func append(
        _ entry: Entry,
        _ text: borrowing RosterText,
        only status: CohortMember.Status?,
        after last: inout RosterPlace
    ) throws(RecordError) -> Bool {
        let content = try verifiedContent(key: entry.key, value: entry.value)
        let start = byteCount
        guard try appendMember(content, text, only: status) else { return true }
        let place = try RosterPlace(entry.key, text.keyHeadByteCount, at: start)
        if place.isLevel(with: last), last.start >= 0, try namesDiffer(last.start, start, text) {
            return false
        }
        last = place
        return true
    }

    /// Writes a row, unless it has another status than is asked for.
    ///
    /// Returns whether it did. Compiled once, here: inlined into the specialised walk, its parts were
    /// called one by one.
    mutating func appendMember(
        _ content: RawSpan,
        _ text: borrowing RosterText,
        only status: CohortMember.Status?
    ) throws(RecordError) -> Bool {
        let member = try MemberView(content)
        if let status, member.status != status { return false }
        let texts =
            JSONWriter.textBound(member.name.byteCount)
            &+ JSONWriter.textBound(member.email.byteCount)
        var json = row(atMost: Self.memberBound, texts: texts)
        json.fragment(text.head)
        json.number(member.studentID.rawValue)
        json.literal(",\"name\":\"")
        json.escaped(member.name)
        json.literal("\",\"email\":\"")
        json.escaped(member.email)
        json.literal("\",\"status\":\"")
        json.status(member.status.text)
        json.literal(",\"enrolledAt\":\"")
        json.timestamp(milliseconds: member.enrolledAt.milliseconds)
        json.literal("\",\"lastActivityAt\":")
        json.quoted(member.lastActivityAt)
        json.literal(",\"completedLessons\":")
        json.smallNumber(member.completedLessons)
        json.fragment(text.total)
        json.smallNumber(text.percentage(member.completedLessons))
        json.literal(",\"discussionPosts\":")
        json.smallNumber(member.discussionPosts)
        json.literal(",\"forumPosts\":")
        json.smallNumber(member.forumPosts)
        json.literal("},")
        return true
    }

    /// Whether two rows that have been written show different names.
    ///
    /// The rows' bytes in the store have been given back, so what was written is compared.
    @inline(never) @usableFromInline
    borrowing func namesDiffer(
        _ first: Int,
        _ second: Int,
        _ text: borrowing RosterText
    ) throws(RecordError) -> Bool {
        var left = try ByteReader(bytes.extracting(first...)).nameText(behind: text.head.count)
        var right = try ByteReader(bytes.extracting(second...)).nameText(behind: text.head.count)
        var isEscaped = false
        while true {
            let byte = try left.byte()
            guard try right.byte() == byte else { return true }
            // Both end here: a quotation mark inside a name has a backslash in front.
            if byte == 0x22, !isEscaped { return false }
            isEscaped = byte == 0x5c && !isEscaped
        }
    }
}

extension ByteReader {
    /// What stands behind `,"name":"` in a row.
    @_lifetime(copy self)
    fileprivate func nameText(behind headByteCount: Int) throws(RecordError) -> ByteReader {
        var reader = self
        _ = try reader.bytes(headByteCount)
        while try reader.byte() != 0x2c {}
        _ = try reader.bytes(8)
        return reader
    }
}

extension CohortMember {
    /// The course in a stored row, without making the row.
    static func course(in content: RawSpan) throws(RecordError) -> ID<Course>? {
        var reader = ByteReader(content)
        guard try reader.byte() >= 12 else { throw .truncated }
        _ = try (reader.varint(), reader.bytes(9))
        if try reader.byte() == 1 { _ = try reader.bytes(8) }
        _ = try (reader.varint(), reader.varint(), reader.varint())
        _ = try (reader.textBytes(), reader.textBytes())
        _ = try (reader.varint(), reader.varint())
        return try reader.byte() == 1 ? ID(reader.varint()) : nil
    }
}
