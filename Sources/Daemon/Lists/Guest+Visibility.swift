internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Transport

// The one place that every list passes through before it shows a row.
extension Guest {
    /// Whether nothing is hidden from the session: then lists may be answered without asking row by row.
    var seesAll: Bool { caller?.kind == .service }

    /// Whether the session may know of a row.
    ///
    /// A mark is asked for as a register that holds nothing else.
    func isVisible<Row: Entity>(
        _ row: Row,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Bool {
        if seesAll { return true }
        // What is seen of it in part is shown in part.
        let least: Visibility = Row.self == ActivityLog.self ? .partly : .wholly
        return try view.visibility(of: row) >= least
    }

    /// Whether the session sees the trail without what it says beside the fact.
    var seesInPart: Bool { caller?.kind == .student }

    /// The row that a request names: one that is hidden does not exist for the session.
    func owner<Row: Entity>(
        _ named: Named<Row>,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Row {
        let row: Row = try view.required(named.resolve(in: view))
        guard try isVisible(row, in: view) else {
            throw .notFound(Row.table, id: row.id.rawValue)
        }
        return row
    }

    /// The row that a request names, where it names one.
    func ownerIfNamed<Row: Entity>(
        _ named: Named<Row>?,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Row? {
        guard let named else { return nil }
        return try owner(named, in: view)
    }

    /// Whose cursors are good for the session: nobody resumes what somebody else has begun.
    var cursorOwner: String { "\(peer.userID) \(caller?.user?.rawValue ?? 0)" }
}
