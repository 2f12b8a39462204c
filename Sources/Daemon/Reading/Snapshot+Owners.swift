internal import Engine
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The row with an id; an error where there is none.
    borrowing func required<Row: Entity>(_ id: ID<Row>) throws(ServiceError) -> Row {
        do throws(StoreError) { return try existing(id) } catch { throw ServiceError(error) }
    }

    /// Refuses somebody who does not exist; one of whom there are rows is not looked up.
    borrowing func requireUser(
        _ id: ID<User>,
        unlessAnswered isAnswered: Bool
    ) throws(ServiceError) {
        guard !isAnswered else { return }
        let _: User = try required(id)
    }
}
