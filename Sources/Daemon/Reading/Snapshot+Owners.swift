internal import Engine
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The row with an id; an error where there is none, or none that whoever asks may see.
    borrowing func required<Row: Entity>(_ id: ID<Row>) throws(ServiceError) -> Row {
        let row: Row
        do throws(StoreError) { row = try existing(id) } catch { throw ServiceError(error) }
        guard try isVisible(row) else { throw .notFound(Row.table, id: id.rawValue) }
        return row
    }

    /// The row with an id, of which whoever asks sees at least a part.
    borrowing func seenInPart<Row: Entity>(_ id: ID<Row>) throws(ServiceError) -> Row {
        let row: Row
        do throws(StoreError) { row = try existing(id) } catch { throw ServiceError(error) }
        guard try visibility(of: row) != .hidden else {
            throw .notFound(Row.table, id: id.rawValue)
        }
        return row
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
