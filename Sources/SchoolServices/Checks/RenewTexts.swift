public import Collation
public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Makes every folded and sorted form anew, after the collator has changed: one transaction.
///
/// Rosters and name indexes follow from the rows. The store's header then names the collator.
public struct RenewTexts: WriteRequest {
    /// Nil for the one that names are folded and sorted by anyway.
    public var collator: Collator?

    public init(by collator: Collator? = nil) { self.collator = collator }

    /// Answers how many rows have changed.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Int {
        let collator = collator ?? context.collator
        var count = 0
        for id in try scope.ids(at: .program, of: AcademicProgram.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .course, of: Course.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .cohort, of: Cohort.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .group, of: Group.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .codingTopic, of: CodingTopic.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .payment, of: Payment.self) {
            count += try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        }
        for id in try scope.ids(at: .user, of: User.self) {
            count += try renewPerson(id, &scope, collator)
        }
        do throws(StoreError) {
            guard var header = try scope.storeHeader() else { throw .closed }
            header.collation = collator.version
            try scope.put(header)
        } catch { throw ServiceError(error) }
        return count
    }

    /// A person, and the copies of the name.
    private func renewPerson<T: WriteTransaction & ~Copyable>(
        _ id: ID<User>,
        _ scope: inout WriteScope<T>,
        _ collator: Collator
    ) throws(ServiceError) -> Int {
        let count = try scope.renew(id) { _ = $0.renewTexts(by: collator) }
        guard count > 0, let user: User = try scope.found(id) else { return 0 }
        let members = try scope.rows(
            through: CohortMember.ByStudentAndCohort.self,
            under: Key(CohortMember.ByStudentAndCohort.place, owner: id)
        )
        try scope.rename(members, after: user)
        let profiles = try scope.renew(id.cast(to: StudentProfile.self)) { row in
            row.foldedName = user.foldedName
        }
        return count + members.count + profiles
    }
}

extension Snapshot where Self: ~Copyable {
    /// The ids of all rows that lie at a place.
    fileprivate borrowing func ids<E: Entity>(
        at place: Place,
        of type: E.Type
    ) throws(ServiceError) -> [ID<E>] {
        var ids: [ID<E>] = []
        let (lower, upper) = ([place.tag.rawValue], [place.tag.rawValue + 1])
        try forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
            (key, _) throws(ServiceError) -> Bool in
            do throws(RecordError) {
                var reader = KeyReader(key)
                _ = try reader.byte()
                let owner = place.tag.owner == .id ? try reader.id() : 0
                guard try reader.byte() == place.section else { return true }
                ids.append(ID(place.tag.owner == .id ? owner : try reader.id()))
            } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
            return true
        }
        return ids
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Changes a row; answers 1 where that made a difference.
    fileprivate mutating func renew<E: Entity>(
        _ id: ID<E>,
        _ edit: (inout E) -> Void
    ) throws(ServiceError) -> Int {
        guard let old = try found(id) else { return 0 }
        var row = old
        edit(&row)
        return try updateDerived(old, to: &row) ? 1 : 0
    }
}
