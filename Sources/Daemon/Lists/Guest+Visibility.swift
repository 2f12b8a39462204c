internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Transport

/// A row of which somebody sees a part.
protocol ShownInPart: Guarded {
    /// Takes out what only those see who see all of it.
    mutating func hideDetails()
}

extension ActivityLog: ShownInPart {
    /// Leaves the fact.
    mutating func hideDetails() { metadata = .empty }
}

extension CodingSubmission: ShownInPart {
    /// Leaves how it ended: what a program says of itself may be as long as the program.
    mutating func hideDetails() { (submittedCode, errorMessage) = ("", nil) }
}

extension TestAttempt: ShownInPart {
    /// Leaves the score.
    mutating func hideDetails() { answers = .empty }
}

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
        let least: Visibility = Row.self is any ShownInPart.Type ? .partly : .wholly
        return try view.visibility(of: row) >= least
    }

    /// Takes out of a row that the session may know of what it may not; nil where there is nothing to take.
    func hidingDetails<Row: ShownInPart>(of row: Row.Type) -> ((inout Row) -> Void)? {
        guard let kind = caller?.kind,
            PolicyTable.standard.showsPart(of: Row.subject, to: kind)
        else { return nil }
        return { $0.hideDetails() }
    }

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

    /// The organisation that a list is of: the one that a request names, else the session's own.
    ///
    /// Nothing of another one is seen; a list that walked all of them would look at much and show little.
    func home(
        _ named: Named<Organization>?,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> ID<Organization>? {
        if let named { return try owner(named, in: view).id }
        return seesAll ? nil : caller?.organization
    }

    /// Whose cursors are good for the session: nobody resumes what somebody else has begun.
    var cursorOwner: String { "\(peer.userID) \(caller?.user?.rawValue ?? 0)" }
}
