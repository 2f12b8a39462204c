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

    /// Refuses somebody who does not exist; one of whom there are rows is not looked up.
    borrowing func requireUser(
        _ id: ID<User>,
        unlessAnswered isAnswered: Bool
    ) throws(ServiceError) {
        guard !isAnswered else { return }
        let _: User = try required(id)
    }

    /// All rows of a table that `isWanted` takes, by id.
    borrowing func rows<Row: Record>(
        where isWanted: (Row) -> Bool,
        upTo last: UInt64
    ) throws(ServiceError) -> [Row] {
        var rows: [Row] = []
        for number in 0..<last {
            let row: Row?
            do throws(StoreError) { row = try self.row(ID<Row>(number + 1)) } catch {
                throw ServiceError(error)
            }
            if let row, isWanted(row), try isVisible(row) { rows.append(row) }
        }
        return rows
    }
}

extension RawSpan {
    /// Whether a row of a list has a status; no text stands in front of it but names.
    func hasStatus(_ name: StaticString) -> Bool {
        let row = [UInt8](copying: self)
        let status = [UInt8](",\"status\":\"\(name)\"".utf8)
        return row.indices.contains { row[$0...].starts(with: status) }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a student is soft-deleted.
    borrowing func isDeleted(_ student: ID<User>) throws(ServiceError) -> Bool {
        do throws(StoreError) {
            let profile: StudentProfile? = try row(student.cast(to: StudentProfile.self))
            return profile?.deletedAt != nil
        } catch { throw ServiceError(error) }
    }
}
