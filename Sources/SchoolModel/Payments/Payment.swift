public import Records

/// Money that a student has paid, or owes.
///
/// Deleted softly: its receipt number stays taken.
public struct Payment: Record, Equatable {
    public var id: ID<Payment>
    /// The group's, else the student's.
    public var organizationID: ID<Organization>?
    public var studentID: ID<User>
    public var groupID: ID<Group>?
    public var paymentDate: Day
    public var title: String?
    /// More than nothing.
    public var amount: Money
    public var method: Method
    public var status: Status
    /// What was paid of a partial payment.
    public var paidAmount: Money?
    public var note: String?
    public var receiptNo: FoldedText
    public var createdByID: ID<User>?
    public var deletedAt: Timestamp?
    public var stamps: Stamps

    public init(
        id: ID<Payment> = 0,
        organizationID: ID<Organization>? = nil,
        studentID: ID<User>,
        groupID: ID<Group>? = nil,
        paymentDate: Day,
        title: String? = nil,
        amount: Money,
        method: Method = .cash,
        status: Status = .paid,
        paidAmount: Money? = nil,
        note: String? = nil,
        receiptNo: FoldedText,
        createdByID: ID<User>? = nil,
        deletedAt: Timestamp? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.studentID = studentID
        self.groupID = groupID
        self.paymentDate = paymentDate
        self.title = title
        self.amount = amount
        self.method = method
        self.status = status
        self.paidAmount = paidAmount
        self.note = note
        self.receiptNo = receiptNo
        self.createdByID = createdByID
        self.deletedAt = deletedAt
        self.stamps = stamps
    }
}

extension Payment {
    public static let table = Table.payment
    @inlinable public static var place: Place { .payment }
    public static let hasSoftDelete = true
    public var isDeleted: Bool { deletedAt != nil }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("studentId", studentID)
        fields.field("groupId", groupID)
        fields.field("paymentDate", paymentDate)
        fields.field("title", title)
        fields.field("amount", amount)
        fields.field("method", method)
        fields.field("status", status)
        fields.field("paidAmount", paidAmount)
        fields.field("note", note)
        fields.field("receiptNo", receiptNo)
        fields.field("createdById", createdByID)
        fields.field("deletedAt", deletedAt)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        studentID = try fields.field("studentId")
        groupID = try fields.field("groupId")
        paymentDate = try fields.field("paymentDate")
        title = try fields.field("title")
        amount = try fields.field("amount")
        method = try fields.field("method", or: .cash)
        status = try fields.field("status", or: .paid)
        paidAmount = try fields.field("paidAmount")
        note = try fields.field("note")
        receiptNo = try fields.field("receiptNo")
        createdByID = try fields.field("createdById")
        deletedAt = try fields.field("deletedAt")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension Payment {
    /// Serves a student's payments, latest first.
    public enum ByStudentAndDate: SecondaryIndex {
        public static let name: StaticString = "payment.student_date"
        @inlinable public static var place: Place { .studentPayments }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of payment: Payment,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: payment.studentID)
            key.append(descending: payment.paymentDate)
            key.append(payment.id)
            return true
        }
    }

    /// Serves a group's payments, latest first.
    public enum ByGroupAndDate: SecondaryIndex {
        public static let name: StaticString = "payment.group_date"
        @inlinable public static var place: Place { .groupPayments }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of payment: Payment,
            to key: inout K
        ) -> Bool {
            guard let group = payment.groupID else { return false }
            key.begin(place, owner: group)
            key.append(descending: payment.paymentDate)
            key.append(payment.id)
            return true
        }
    }

    /// Serves all payments, latest first.
    public enum ByDate: SecondaryIndex {
        public static let name: StaticString = "payment.date_id"
        @inlinable public static var place: Place { .paymentDates }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of payment: Payment,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(descending: payment.paymentDate)
            key.append(payment.id)
            return true
        }
    }

    /// Finds a payment by its receipt; deleted ones keep theirs.
    public enum ByReceipt: SecondaryIndex {
        public static let name: StaticString = "payment.receipt"
        @inlinable public static var place: Place { .paymentReceipts }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of payment: Payment,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(text: payment.receiptNo.folded)
            return true
        }
    }
}

// MARK: - References

extension Payment {
    /// A student with payments stays.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudentAndDate
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of payment: Payment) -> ID<User>? {
            payment.studentID
        }
    }

    /// A payment outlives the group.
    public enum ToGroup: IndexedReference {
        public typealias Index = ByGroupAndDate
        public static let field: StaticString = "groupId"
        public static let onDelete = DeleteRule.setNull

        public static func target(of payment: Payment) -> ID<Group>? {
            payment.groupID
        }
        public static func clear(_ payment: inout Payment) { payment.groupID = nil }
    }
}

// MARK: - Parts

extension Payment {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByStudentAndDate.self)
        try parts.index(ByGroupAndDate.self)
        try parts.index(ByDate.self)
        try parts.index(ByReceipt.self)
        try parts.reference(ToStudent.self)
        try parts.reference(ToGroup.self)
    }
}

// MARK: - Values

extension Payment {
    /// How it was paid.
    public enum Method: UInt8, FieldEnum {
        case cash, card, bank, other

        @inlinable public var name: StaticString {
            switch self {
            case .cash: "cash"
            case .card: "card"
            case .bank: "bank"
            case .other: "other"
            }
        }
    }

    /// How much of it was paid.
    public enum Status: UInt8, FieldEnum {
        case paid, unpaid, partial, cancelled

        @inlinable public var name: StaticString {
            switch self {
            case .paid: "paid"
            case .unpaid: "unpaid"
            case .partial: "partial"
            case .cancelled: "cancelled"
            }
        }
    }
}
