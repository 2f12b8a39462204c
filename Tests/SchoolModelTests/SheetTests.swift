import Records
import SchoolModel
import TestSupport
import Testing

@Suite("Sheets")
struct SheetTests {
    @Test(
        "A register of any size reads back as it was written",
        arguments: [0, 1, 2, 3, 4, 5, 25, 255, 256, 1_517, 4_000]
    )
    func roundTrip(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        for _ in 0..<(count > 300 ? 2 : 40) {
            let sheet = AttendanceSheet.random(&random, count: count)
            let (key, content) = (key(of: sheet), content(of: sheet))
            #expect(sheet.isWithinLimits)
            #expect(try AttendanceSheet(key: key.rawSpan, content: content.rawSpan) == sheet)
        }
    }

    // S4-18
    @Test("What is read in place is what was edited", arguments: 0..<40 as Range<UInt64>)
    func view(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let edited = AttendanceSheet.random(&random, count: Int(random.next() % 60))
        let bytes = content(of: edited)
        let sheet = try Sheet(bytes.rawSpan)
        let (count, version) = (sheet.count, sheet.version)
        #expect(count == edited.marks.count)
        #expect(Int(version) == edited.stamps.version)
        for (place, mark) in edited.marks.enumerated() {
            let index = sheet.index(of: mark.studentID)
            let guesses = [place, place + 1, count, 9_999].map {
                sheet.index(of: mark.studentID, guess: $0)
            }
            let status = sheet.status(at: place)
            let detail = try sheet.detail(at: place)
            let (markedBy, markedAt) = (detail.markedBy, detail.markedAt)
            let note = detail.hasNote ? try String(utf8: detail.note) : nil
            let isDraft = detail.isDraft
            let (createdAt, updatedAt) = (detail.createdAt, detail.updatedAt)
            #expect(index == place)
            #expect(guesses.allSatisfy { $0 == place })
            #expect(status == mark.status)
            #expect(markedBy == mark.markedByID)
            #expect(markedAt == mark.markedAt)
            #expect(note == mark.note)
            #expect(isDraft == (mark.entryState == .draft))
            #expect(createdAt == mark.createdAt)
            #expect(updatedAt == mark.updatedAt)
        }
        let known = Set(edited.marks.map(\.studentID.rawValue))
        for student in known {
            for stranger in [student - 1, student + 1, student + 0x1_0000, student + 1 << 32, 0] {
                let index = sheet.index(of: ID(stranger))
                #expect((index != nil) == known.contains(stranger))
            }
        }
    }

    @Test("A class that shares everything has no exceptions")
    func shared() throws {
        let now = Timestamp(milliseconds: 0x0102_0304_0506)
        let marks = [3, 0x83, 0x84, 0x85, 0x86].enumerated().map { index, student in
            AttendanceMark(
                studentID: ID(UInt64(student)),
                status: AttendanceStatus.allCases[index % 4],
                markedByID: 9,
                markedAt: now,
                createdAt: now,
                updatedAt: now
            )
        }
        let stamps = Stamps(createdAt: now, updatedAt: now, version: 2)
        let sheet = AttendanceSheet(groupID: 7, lessonDate: Day(1), marks: marks, stamps: stamps)
        // format, flags, count | markedAt | markedBy, version, first student | offsets | statuses
        #expect(
            hex(content(of: sheet)) == "01000500" + "0605040302010000" + "090203"
                + "00008000810082008300" + "e400"
        )
    }

    @Test("What a mark adds to its class stands at the end")
    func exception() throws {
        let now = Timestamp(milliseconds: 1)
        var marks = (1...3).map { student in
            AttendanceMark(
                studentID: ID(UInt64(student)),
                status: .present,
                markedByID: 9,
                markedAt: now,
                createdAt: now,
                updatedAt: now
            )
        }
        marks[1].markedByID = nil
        marks[1].note = "ab"
        marks[1].entryState = .draft
        marks[1].updatedAt = Timestamp(milliseconds: 2)
        let stamps = Stamps(
            createdAt: Timestamp(milliseconds: 3),
            updatedAt: Timestamp(milliseconds: 4),
            version: 1
        )
        let sheet = AttendanceSheet(groupID: 7, lessonDate: Day(1), marks: marks, stamps: stamps)
        let head =
            "01030300" + "0100000000000000" + "090101" + "0300000000000000" + "0400000000000000"
        let columns = "000001000200" + "00"
        // Every mark was made before the sheet's createdAt says: each holds its own.
        let first = "0000" + "10" + "0100000000000000"
        let second = "0100" + "3d" + "00" + "026162" + "0100000000000000" + "0200000000000000"
        let third = "0200" + "10" + "0100000000000000"
        #expect(hex(content(of: sheet)) == head + columns + first + second + third)
    }

    @Test(
        "Offsets are as wide as the last student asks for",
        arguments: [
            (0xffff, "00", ["0000", "0100", "ffff"]),
            (0x1_0000, "04", ["00000000", "01000000", "00000100"]),
            (0xffff_ffff, "04", ["00000000", "01000000", "ffffffff"]),
            (1 << 32, "08", ["0000000000000000", "0100000000000000", "0000000001000000"]),
        ] as [(UInt64, String, [String])]
    )
    func width(spread: UInt64, flags: String, offsets: [String]) throws {
        let students: [UInt64] = [5, 6, 5 + spread]
        let marks = students.map {
            AttendanceMark(
                studentID: ID($0),
                status: .late,
                markedAt: Timestamp(milliseconds: 1),
                createdAt: Timestamp(milliseconds: 1),
                updatedAt: Timestamp(milliseconds: 1)
            )
        }
        let stamps = Stamps(
            createdAt: Timestamp(milliseconds: 1),
            updatedAt: Timestamp(milliseconds: 1),
            version: 1
        )
        let edited = AttendanceSheet(groupID: 7, lessonDate: Day(1), marks: marks, stamps: stamps)
        let bytes = content(of: edited)
        let head = "01" + flags + "0300" + "0100000000000000" + "000105"
        #expect(hex(bytes) == head + offsets.joined() + "15")
        #expect(try AttendanceSheet(key: key(of: edited).rawSpan, content: bytes.rawSpan) == edited)
        let sheet = try Sheet(bytes.rawSpan)
        for (place, student) in students.enumerated() {
            let index = sheet.index(of: ID(student))
            #expect(index == place)
        }
        for student in [0, 4, 7, 4 + spread, 6 + spread] {
            let index = sheet.index(of: ID(student))
            #expect(index == nil)
        }
    }

    @Test("Damaged bytes are refused or read, and never trap", arguments: 0..<16 as Range<UInt64>)
    func damage(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let sheet = AttendanceSheet.random(&random, count: Int(random.next() % 40))
        let (key, whole) = (key(of: sheet), content(of: sheet))
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0...(random.next() % 3) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next()
                )
            }
            if random.next() % 2 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
            do throws(RecordError) { try readAll(bytes, key: key) } catch {}
        }
        for count in 0..<whole.count {
            do throws(RecordError) { try readAll(Array(whole[..<count]), key: key) } catch {}
        }
    }

    @Test("Ids that do not ascend are refused")
    func unorderedIDs() {
        let key: [UInt8] = [4, 1, 7, 0x13, 0x80, 0, 0, 1]
        // The same student twice, a first one that is not the sheet's, a student 0.
        for ids: [UInt8] in [[3, 0, 0, 0, 0], [3, 1, 0, 2, 0], [0, 0, 0, 1, 0]] {
            let bytes: [UInt8] = [1, 0, 2, 0] + Array(repeating: 0, count: 8) + [0, 1] + ids + [0]
            #expect(throws: RecordError.malformedKey) {
                try AttendanceSheet(key: key.rawSpan, content: bytes.rawSpan)
            }
        }
    }

    @Test("Flags that no sheet has are refused", arguments: [12, 16, 255] as [UInt8])
    func unknownFlags(flags: UInt8) {
        let bytes = [1, flags] + [UInt8](repeating: 0, count: 40)
        #expect(throws: RecordError.unknownCase(flags)) { _ = try Sheet(bytes.rawSpan).count }
    }

    @Test("A later format is refused by its number")
    func laterFormat() {
        let bytes: [UInt8] = [2, 0, 0, 0, 0, 0]
        #expect(throws: RecordError.unknownFormat(2)) { _ = try Sheet(bytes.rawSpan).count }
    }

    @Test("Marks stay in the order of their students")
    func editing() {
        var sheet = AttendanceSheet(groupID: 1, lessonDate: Day(1))
        for student: UInt64 in [5, 1, 9, 5, 3] {
            sheet.set(
                AttendanceMark(
                    studentID: ID(student),
                    status: .late,
                    createdAt: .missing,
                    updatedAt: .missing
                )
            )
        }
        #expect(sheet.marks.map(\.studentID) == [1, 3, 5, 9])
        #expect(sheet.mark(of: 3)?.status == .late)
        let removed = [sheet.removeMark(of: 3), sheet.removeMark(of: 4)]
        #expect(removed == [true, false])
        #expect(sheet.marks.map(\.studentID) == [1, 5, 9])
        #expect(sheet.counts[1] == 3)
    }

    @Test("Only students who are new on a sheet are hinted at")
    func hints() {
        func sheet(_ students: [UInt64]) -> AttendanceSheet {
            let marks = students.map {
                AttendanceMark(
                    studentID: ID($0),
                    status: .present,
                    createdAt: .missing,
                    updatedAt: .missing
                )
            }
            return AttendanceSheet(groupID: 0x0a, lessonDate: Day(1), marks: marks)
        }
        func keys(_ new: [UInt64], _ old: [UInt64]?) -> [String] {
            var keys: [String] = []
            AttendanceSheet.ByStudentAndGroup.forEachKey(of: sheet(new), butNotOf: old.map(sheet)) {
                keys.append(hex([UInt8](copying: $0.bytes)))
            }
            return keys
        }
        #expect(keys([3, 5], nil) == ["03010315010a", "03010515010a"])
        #expect(keys([1, 3, 5, 8], [1, 2, 5]) == ["03010315010a", "03010815010a"])
        #expect(keys([1], [1]) == [])
    }

    @Test("Too many marks or too much text is beyond the limits")
    func limits() {
        var random = SplitMix64(seed: 9)
        #expect(!AttendanceSheet.random(&random, count: 4_001).isWithinLimits)
        var sheet = AttendanceSheet.random(&random, count: 600)
        for index in sheet.marks.indices {
            sheet.marks[index].note = String(repeating: "a", count: 1_700)
        }
        #expect(sheet.isWithinLimits)
        for index in sheet.marks.indices {
            sheet.marks[index].note = String(repeating: "a", count: 1_760)
        }
        #expect(!sheet.isWithinLimits)
    }
}

/// Reads whatever can be read of a sheet.
private func readAll(_ bytes: [UInt8], key: [UInt8]) throws(RecordError) {
    _ = try? AttendanceSheet(key: key.rawSpan, content: bytes.rawSpan)
    let sheet = try Sheet(bytes.rawSpan)
    for index in 0..<sheet.count { _ = sheet.status(at: index) }
    _ = sheet.index(of: ID(1 << 50))
    _ = sheet.index(of: ID(3), guess: 2)
    _ = try? sheet.detail(at: sheet.count - 1).note.byteCount
    var marks = sheet.marks()
    while let mark = marks.next() { _ = mark.student }
}
