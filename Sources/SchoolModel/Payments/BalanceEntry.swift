public import Records

/// One line of a student's ledger: the balance is the sum of its lines.
///
/// Written by the store only, and never changed.
public struct BalanceEntry: Record, Equatable {
    public var id: ID<BalanceEntry>
    public var studentID: ID<User>
    public var groupID: ID<Group>?
    public var paymentID: ID<Payment>?
    public var date: Day
    /// Added to the balance.
    public var delta: Money
    public var reason: Reason
    /// Which of a lesson's charges it is.
    public var revision: Int
    public var note: String?
    public var stamps: Stamps

    public init(
        id: ID<BalanceEntry> = 0,
        studentID: ID<User>,
        groupID: ID<Group>? = nil,
        paymentID: ID<Payment>? = nil,
        date: Day,
        delta: Money,
        reason: Reason,
        revision: Int = 0,
        note: String? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.studentID = studentID
        self.groupID = groupID
        self.paymentID = paymentID
        self.date = date
        self.delta = delta
        self.reason = reason
        self.revision = revision
        self.note = note
        self.stamps = stamps
    }
}

extension BalanceEntry {
    public static let table = Table.balanceEntry
    @inlinable public static var place: Place { .studentBalance }
    public static let hasNaturalKey = true

    /// Whether it charges a lesson, or gives such a charge back.
    public var isOfLesson: Bool {
        paymentID == nil && (reason == .lessonCharge || reason == .reversal)
    }

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of entry: BalanceEntry,
        to key: inout K
    ) {
        key.begin(place, owner: entry.studentID)
        key.append(entry.date)
        key.append(entry.id)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("studentId", studentID)
        fields.field("groupId", groupID)
        fields.field("paymentId", paymentID)
        fields.field("date", date)
        fields.field("delta", delta)
        fields.field("reason", reason)
        fields.field("revision", revision)
        fields.field("note", note)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        studentID = try fields.field("studentId")
        groupID = try fields.field("groupId")
        paymentID = try fields.field("paymentId")
        date = try fields.field("date")
        delta = try fields.field("delta")
        reason = try fields.field("reason")
        revision = try fields.field("revision")
        note = try fields.field("note")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension BalanceEntry {
    /// Refuses a second charge for one lesson, and sums those that there are.
    public enum ByLesson: SecondaryIndex {
        public static let name: StaticString = "balanceEntry.student_lesson"
        @inlinable public static var place: Place { .lessonCharges }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of entry: BalanceEntry,
            to key: inout K
        ) -> Bool {
            guard entry.isOfLesson, let group = entry.groupID else { return false }
            key.begin(place, owner: entry.studentID)
            key.append(group)
            key.append(entry.date)
            key.append(order: entry.revision)
            return true
        }
    }

    /// Serves the lines of a group, lesson by lesson.
    public enum ByGroup: SecondaryIndex {
        public static let name: StaticString = "balanceEntry.group_date"
        @inlinable public static var place: Place { .groupBalance }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of entry: BalanceEntry,
            to key: inout K
        ) -> Bool {
            guard let group = entry.groupID else { return false }
            key.begin(place, owner: group)
            key.append(entry.date)
            key.append(entry.id)
            return true
        }
    }

    /// Serves the lines of a payment.
    public enum ByPayment: SecondaryIndex {
        public static let name: StaticString = "balanceEntry.payment_id"
        @inlinable public static var place: Place { .paymentBalance }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of entry: BalanceEntry,
            to key: inout K
        ) -> Bool {
            guard let payment = entry.paymentID else { return false }
            key.begin(place)
            key.append(payment)
            key.append(entry.id)
            return true
        }
    }
}

// MARK: - References

extension BalanceEntry {
    /// A ledger goes with its student.
    public enum ToStudent: OwnedReference {
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of entry: BalanceEntry) -> ID<User>? {
            entry.studentID
        }
    }

    /// A line outlives the group.
    public enum ToGroup: IndexedReference {
        public typealias Index = ByGroup
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of entry: BalanceEntry) -> ID<Group>? {
            entry.groupID
        }
        public static func clear(_ entry: inout BalanceEntry) { entry.groupID = nil }
    }

    /// A line outlives the payment.
    public enum ToPayment: IndexedReference {
        public typealias Index = ByPayment
        public static let field: StaticString = "paymentId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of entry: BalanceEntry) -> ID<Payment>? {
            entry.paymentID
        }
        public static func clear(_ entry: inout BalanceEntry) { entry.paymentID = nil }
    }
}

// MARK: - Parts

extension BalanceEntry {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByLesson.self)
        try parts.index(ByGroup.self)
        try parts.index(ByPayment.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToGroup.self)
        try parts.reference(ToPayment.self)
    }
}

// MARK: - Values

extension BalanceEntry {
    /// Why the balance moved.
    public enum Reason: UInt8, FieldEnum {
        case opening, payment, reversal, lessonCharge, manual

        @inlinable public var name: StaticString {
            switch self {
            case .opening: "opening"
            case .payment: "payment"
            case .reversal: "reversal"
            case .lessonCharge: "lesson_charge"
            case .manual: "manual"
            }
        }
    }
}
