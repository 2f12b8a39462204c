public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a group for good with members and registers; the trail stays.
public struct HardDeleteGroup: WriteRequest {
    public var id: ID<Group>
    /// Whether registers go too; otherwise a group that has some is refused.
    public var isForced: Bool

    public init(_ id: ID<Group>, isForced: Bool = false) {
        self.id = id
        self.isForced = isForced
    }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let group = try scope.subject(id)
        let sheets = try scope.count(under: Key(AttendanceSheet.place, owner: id), limit: 1)
        guard isForced || sheets == 0 else { throw .hasHistory(Group.table, id: id.rawValue) }
        let payments = try scope.rows(
            through: Payment.ByGroupAndDate.self,
            under: Key(Payment.ByGroupAndDate.place, owner: id)
        )
        let counts = try scope.deleteRow(group)
        for payment in payments { try scope.moveOrganization(of: scope.subject(payment.id)) }
        return counts
    }
}
