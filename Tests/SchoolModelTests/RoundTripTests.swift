import Records
import SchoolModel
import TestSupport
import Testing

@Suite("Rows")
struct RoundTripTests {
    @Test("Every row reads back as it was written", arguments: 0..<4 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var visitor = RowVisitor(random: SplitMix64(seed: seed)) { row in
            try expectRoundTrip(of: row)
        }
        try SchoolSchema.visitEntities(&visitor)
    }

    @Test("Every index entry leads to its row", arguments: 0..<4 as Range<UInt64>)
    func indexEntriesLeadToRows(seed: UInt64) throws {
        var visitor = RowVisitor(random: SplitMix64(seed: seed)) { row in
            try expectEntriesLead(to: row)
        }
        try SchoolSchema.visitEntities(&visitor)
    }

    // S3-03
    @Test("Every reference is found through an entry that its target leads")
    func referencesAreFound() throws {
        var visitor = RowVisitor(random: SplitMix64(seed: 1)) { row in
            try expectReferencesAreFound(of: row)
        }
        try SchoolSchema.visitEntities(&visitor)
    }

    @Test(
        "An enrollment is found through the member of its cohort",
        arguments: 0..<9 as Range<UInt64>
    )
    func enrollmentOfCohort(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let enrollment = try Enrollment.random(&random)
        var member = try CohortMember.random(&random)
        let cohort = enrollment.cohortID ?? 9
        member.cohortID = cohort
        member.studentID = enrollment.studentID
        member.courseID = enrollment.courseID
        let (memberKey, memberContent) = (key(of: member), content(of: member))
        var range = KeyBuffer()
        Enrollment.ToCohort.writeRange(of: cohort, to: &range)
        #expect(memberKey.starts(with: range.array))
        var found = KeyBuffer()
        let leads = try Enrollment.ToCohort.writeRowKey(
            forKey: memberKey.rawSpan,
            content: memberContent.rawSpan,
            to: &found
        )
        #expect(leads)
        #expect(found.array == key(of: enrollment))
    }

    @Test("A row from before the later fields reads as their defaults")
    func oldRow() throws {
        // Five fields: id 1, kind school, no parent, name and slug.
        let bytes: [UInt8] = [5, 1, 1, 0, 2, 0x61, 0x62, 2, 0x63, 0x64]
        let row = try Organization(content: bytes.rawSpan)
        #expect(row == Organization(id: 1, kind: .school, name: "ab", slug: "cd"))
        #expect(row.isActive && row.metadata == .empty)
    }

    @Test("A row of a later program, with more fields, is refused")
    func newerRow() {
        let row = Module(id: 1, courseID: 2, title: "t", orderIndex: 3)
        var bytes = content(of: row)
        bytes[0] += 1
        bytes.append(7)
        #expect(throws: RecordError.self) { try Module(content: bytes.rawSpan) }
    }

    @Test("Cut content is refused and never traps")
    func cutContent() throws {
        var random = SplitMix64(seed: 3)
        let bytes = content(of: try CohortMember.random(&random))
        for count in 0..<bytes.count {
            #expect(throws: RecordError.self) {
                try CohortMember(content: Array(bytes[..<count]).rawSpan)
            }
        }
    }

    @Test("A member's sort key stands in the row's key alone")
    func sortKeyInKey() throws {
        let name = CollatedText(text: "N", sortKey: SortKey(Array(1...18)))
        let row = CohortMember(
            studentID: 5,
            enrolledAt: Timestamp(milliseconds: 1),
            fullName: name,
            email: "e",
            cohortID: 7
        )
        let (key, bytes) = (key(of: row), content(of: row))
        #expect(hex(bytes).contains("014e0165"))
        #expect(try CohortMember(key: key.rawSpan, content: bytes.rawSpan) == row)
        for count in 0..<key.count - 2 {
            #expect(throws: RecordError.self) {
                try CohortMember(key: Array(key[..<count]).rawSpan, content: bytes.rawSpan)
            }
        }
    }

    // INV-47
    @Test("Hidden fields are not shown")
    func hiddenFields() throws {
        var random = SplitMix64(seed: 4)
        var user = try User.random(&random)
        user.passwordHash = "secret-hash"
        var output = OutputBuffer()
        user.writeJSON(to: &output)
        let json = try String(utf8: output.bytes)
        #expect(!json.contains("secret-hash"))
        #expect(!json.contains("foldedName"))
        #expect(json.contains("\"mustChangePassword\""))
    }
}

/// Makes a random row of every entity and gives it to a body.
struct RowVisitor: EntityVisitor {
    var random: SplitMix64
    let body: (any Entity & Equatable) throws -> Void

    mutating func visit<E: Entity>(_ entity: E.Type) throws {
        for _ in 0..<32 {
            if let record = E.self as? any (Record & Equatable).Type {
                try body(record.random(&random))
            } else if E.self == AttendanceSheet.self {
                try body(AttendanceSheet.random(&random, count: Int(random.next() % 40)))
            } else {
                Issue.record("\(E.self) has no random rows")
            }
        }
    }
}

private func expectRoundTrip<E: Entity & Equatable>(of row: E) throws {
    let (key, content) = (key(of: row), content(of: row))
    let copy = try E(key: key.rawSpan, content: content.rawSpan)
    #expect(copy == row)
    #expect(SchoolModelTests.key(of: copy) == key)
    #expect(SchoolModelTests.content(of: copy) == content)
    #expect(key.count <= 511)
}

private func expectEntriesLead<E: Entity & Equatable>(to row: E) throws {
    var lead = LeadVisitor(row: row)
    try E.visitParts(&lead)
}

private struct LeadVisitor<Row: Entity>: PartVisitor {
    let row: Row

    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws where I.Row == Row {
        guard let (entryKey, content) = entry(I.self, of: row) else { return }
        var found = KeyBuffer()
        try I.writeRowKey(forKey: entryKey.rawSpan, content: content.rawSpan, to: &found)
        #expect(found.array == key(of: row), "\(I.name)")
        #expect(entryKey.count <= 511)
    }
    mutating func reference<R: Reference>(_ reference: R.Type) throws where R.Row == Row {}
    mutating func contribution<C: Contribution>(_ type: C.Type) throws where C.Row == Row {}
    mutating func hint<H: Hint>(_ hint: H.Type) throws where H.Row == Row {}
}

private func expectReferencesAreFound<E: Entity & Equatable>(of row: E) throws {
    var entries = EntryVisitor(row: row)
    try E.visitParts(&entries)
    entries.list.append((key(of: row), content(of: row)))
    var references = ReferenceVisitor(row: row, entries: entries.list)
    try E.visitParts(&references)
}

private struct EntryVisitor<Row: Entity>: PartVisitor {
    let row: Row
    var list: [(key: [UInt8], content: [UInt8])] = []

    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws where I.Row == Row {
        if let entry = entry(I.self, of: row) { list.append(entry) }
    }
    mutating func reference<R: Reference>(_ reference: R.Type) throws where R.Row == Row {}
    mutating func contribution<C: Contribution>(_ type: C.Type) throws where C.Row == Row {}
    mutating func hint<H: Hint>(_ hint: H.Type) throws where H.Row == Row {}
}

private struct ReferenceVisitor<Row: Entity>: PartVisitor {
    let row: Row
    let entries: [(key: [UInt8], content: [UInt8])]

    mutating func reference<R: Reference>(_ reference: R.Type) throws where R.Row == Row {
        guard R.self != Enrollment.ToCohort.self, let target = R.target(of: row) else { return }
        var range = KeyBuffer()
        R.writeRange(of: target, to: &range)
        let isFound = try entries.contains { entryKey, content in
            guard entryKey.starts(with: range.array) else { return false }
            var found = KeyBuffer()
            return try R.writeRowKey(forKey: entryKey.rawSpan, content: content.rawSpan, to: &found)
                && found.array == key(of: row)
        }
        #expect(isFound, "\(Row.table.name).\(R.field) has no entry that its target leads")
        if R.onDelete == .setNull {
            var cleared = row
            R.clear(&cleared)
            #expect(R.target(of: cleared) == nil)
        }
    }
    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws where I.Row == Row {}
    mutating func contribution<C: Contribution>(_ type: C.Type) throws where C.Row == Row {}
    mutating func hint<H: Hint>(_ hint: H.Type) throws where H.Row == Row {}
}
