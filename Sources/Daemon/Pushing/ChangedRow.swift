internal import Engine
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// What a change has done to one row, in all.
struct ChangedRow: Equatable, Sendable {
    let name: RowName
    var verb: AcceptedChange.Verb

    var kind: EntityKind { name.kind }
}

extension AcceptedChange {
    /// The rows of a change, each once: one that was written twice is told of with what it came to.
    var changedRows: [ChangedRow] {
        get throws(ServiceError) {
            var changed: [ChangedRow?] = []
            var places: [RowName: Int] = [:]
            for row in rows {
                guard let kind = EntityKind(rawValue: row.table) else { continue }
                let name: RowName
                do throws(RecordError) { name = try RowName(kind, key: row.key.rawSpan) } catch {
                    throw ServiceError(StoreError.engine(.damaged(error)))
                }
                guard let place = places[name] else {
                    places[name] = changed.count
                    changed.append(ChangedRow(name: name, verb: row.verb))
                    continue
                }
                changed[place] = ChangedRow(name: name, changed[place]?.verb, then: row.verb)
            }
            if holdsRow {
                let name = RowName(.activityLog, id: sequence)
                changed.append(ChangedRow(name: name, verb: .created))
            }
            return changed.compactMap { $0 }
        }
    }
}

extension ChangedRow {
    /// What two things that happened to one row come to; nil where it is as if it had never been there.
    fileprivate init?(
        name: RowName,
        _ first: AcceptedChange.Verb?,
        then second: AcceptedChange.Verb
    ) {
        self.name = name
        switch (first, second) {
        case (.created, .deleted): return nil
        case (.created, _): verb = .created
        case (.deleted, .created): verb = .updated
        case (_, let second): verb = second
        }
    }
}

/// Which changes somebody wants to hear of.
struct Interest: Sendable {
    /// The tables.
    var kinds: Set<EntityKind>
    /// Only what concerns this group.
    var group: ID<Group>?
    /// Only what concerns this cohort.
    var cohort: ID<Cohort>?
    /// Only what concerns this student.
    var student: ID<User>?

    /// Whether a row that was written is among them.
    ///
    /// Where the log and the store cannot tell any more, as for a row that is gone, it is.
    func includes<View: Snapshot & ~Copyable>(
        _ row: ChangedRow,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard kinds.contains(row.kind) else { return false }
        guard group != nil || cohort != nil || student != nil else { return true }
        let owners = try Owners(of: row.name, in: view)
        if let group, owners.group != .some(of: group), owners.group != .unknown { return false }
        if let cohort, owners.cohort != .some(of: cohort), owners.cohort != .unknown {
            return false
        }
        guard let student else { return true }
        if row.kind == .attendanceSheet, let group = row.name.number("groupId") {
            return try view.mayName(student, onSheetsOf: ID(group))
        }
        return owners.student == .some(of: student) || owners.student == .unknown
    }
}

/// Whom a row belongs to.
struct Owners {
    enum Owner: Equatable {
        case none
        case unknown
        case id(UInt64)

        static func some<Row>(of id: ID<Row>) -> Owner { .id(id.rawValue) }

        init(_ number: UInt64?) { self = number.map { .id($0) } ?? .none }

        init<Row>(_ id: ID<Row>?) { self.init(id?.rawValue) }
    }

    var group = Owner.none
    var cohort = Owner.none
    var student = Owner.none

    init<View: Snapshot & ~Copyable>(
        of name: RowName,
        in view: borrowing View
    ) throws(ServiceError) {
        group = Owner(name.number("groupId"))
        cohort = Owner(name.number("cohortId"))
        student = Owner(name.number("studentId") ?? name.number("userId"))
        switch name.kind {
        case .group: group = Owner(name.id)
        case .cohort: cohort = Owner(name.id)
        case .user, .studentProfile: student = Owner(name.id)
        case .enrollment:
            let row: Enrollment? = try view.row("studentId", "courseId", of: name)
            cohort = row.map { Owner($0.cohortID) } ?? .unknown
        case .lessonProgress:
            let row: LessonProgress? = try view.row("userId", "lessonId", of: name)
            cohort = row.map { Owner($0.cohortID) } ?? .unknown
        case .activityLog:
            let row: ActivityLog = try view.required(ID(name.id ?? 0))
            group = Owner(row.groupID)
            cohort = Owner(row.cohortID)
            student = Owner(row.studentID ?? row.userID)
        default: try readWork(of: name, in: view)
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// The row whose key is an owner and another id.
    fileprivate borrowing func row<E: Entity>(
        _ owner: String,
        _ other: String,
        of name: RowName
    ) throws(ServiceError) -> E? {
        var key = Key()
        key.begin(E.place, owner: name.number(owner) ?? 0)
        key.append(id: name.number(other) ?? 0)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }

    /// Whether a register of a group names a student, or has ever done so.
    fileprivate borrowing func mayName(
        _ student: ID<User>,
        onSheetsOf group: ID<Group>
    ) throws(ServiceError) -> Bool {
        var key = Key()
        key.begin(AttendanceSheet.ByStudentAndGroup.place, owner: student)
        key.append(group)
        do throws(StoreError) { return try content(at: key.bytes) != nil } catch {
            throw ServiceError(error)
        }
    }
}
