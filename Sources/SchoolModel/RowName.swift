public import Records

/// What names a row for those outside, read from the row's key alone: that of a row that is gone too.
///
/// A row that lies under its id has one member, `id`. One with a natural key has those of the key, such
/// as `groupId` and `lessonDate` for a class register.
public struct RowName: Hashable, Sendable {
    /// One field of a name.
    public enum Value: Hashable, Sendable {
        case id(UInt64)
        case day(Day)
        case text(String)
    }

    /// One field of a name, as it is called on the wire.
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: Value
    }

    public let kind: EntityKind
    /// In the order of the key.
    public let members: [Member]

    /// Reads the name of a row of a table from its key.
    public init(_ kind: EntityKind, key: RawSpan) throws(RecordError) {
        var reader = KeyReader(key)
        var members: [Member] = []
        for part in kind.keyParts {
            switch part {
            case .skip(let count): try reader.skip(count)
            case .owner(let name):
                members.append(Member(name: name, value: .id(try reader.owner())))
            case .id(let name): members.append(Member(name: name, value: .id(try reader.id())))
            case .day(let name): members.append(Member(name: name, value: .day(try reader.day())))
            case .text(let name):
                members.append(Member(name: name, value: .text(try reader.keptText())))
            case .entity(let name):
                let number = try reader.byte()
                guard let kind = EntityKind(rawValue: number) else { throw .unknownCase(number) }
                members.append(Member(name: name, value: .text("\(kind.name)")))
            }
        }
        self.kind = kind
        self.members = members
    }

    /// The name of a row that has nothing but an id.
    public init(_ kind: EntityKind, id: UInt64) {
        self.kind = kind
        members = [Member(name: "id", value: .id(id))]
    }

    /// The id, where it is all of the name.
    public var id: UInt64? { members.first?.name == "id" ? number("id") : nil }

    /// The number of a member, where there is such a one.
    public func number(_ name: String) -> UInt64? {
        for member in members where member.name == name {
            if case .id(let number) = member.value { return number }
        }
        return nil
    }
}

/// What stands in the key of a row, one behind the other.
private enum KeyPart {
    /// Something that is no part of the name.
    case skip(Int)
    /// Tag, owner and section.
    case owner(String)
    case id(String)
    case day(String)
    case text(String)
    case entity(String)
}

extension EntityKind {
    fileprivate var keyParts: [KeyPart] {
        switch self {
        case .academicProgram: [.skip(2), .id("id")]
        case .activityLog: [.skip(1), .id("id")]
        case .setting: [.skip(2), .text("name")]
        case .externalRef:
            [.skip(2), .text("source"), .entity("entity"), .text("externalId")]
        case .parentLink: [.owner("parentId"), .id("studentId")]
        case .application: [.owner("userId")]
        case .enrollment: [.owner("studentId"), .id("courseId")]
        case .cohortMember: [.owner("cohortId"), .skip(18), .id("studentId")]
        case .cohortSchedule: [.owner("cohortId"), .skip(4), .id("moduleId")]
        case .lessonProgress: [.owner("userId"), .id("lessonId")]
        case .groupMembership: [.owner("groupId"), .skip(1), .id("userId")]
        case .attendanceSheet: [.owner("groupId"), .day("lessonDate")]
        case .organization, .user, .studentProfile, .parentProfile, .teacherProfile, .course,
            .module, .lesson, .cohort, .group, .test, .testSeries, .codingTask, .forumPost:
            [.owner("id")]
        case .courseTeacher: [.owner("courseId"), .id("userId")]
        case .groupTestSeries: [.owner("groupId"), .id("testSeriesId")]
        case .lessonHeld: [.owner("groupId"), .day("lessonDate")]
        case .testSeriesItem: [.owner("seriesId"), .id("testId")]
        case .balanceEntry: [.owner("studentId"), .skip(4), .id("id")]
        case .codingProgress: [.owner("studentId"), .id("taskId")]
        case .testAnswerKey: [.owner("testId")]
        case .payment, .codingTopic, .codingTestCase, .codingSubmission, .testAssignment,
            .testAttempt, .testResult, .lessonDiscussion, .forumReply, .legacyGroupMember:
            [.skip(2), .id("id")]
        }
    }
}

extension KeyReader {
    /// A text as far as the key holds it: a long one is cut.
    @_lifetime(self: copy self)
    fileprivate mutating func keptText() throws(RecordError) -> String {
        var bytes: [UInt8] = []
        while true {
            let byte = try self.byte()
            if byte == 0 { return String(decoding: bytes, as: UTF8.self) }
            if byte == 0xff { try skip(8) } else { bytes.append(byte) }
        }
    }
}
