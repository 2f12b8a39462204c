internal import Collation
internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// What somebody calls a row: its code, its name or its address.
struct Lookup {
    /// What is looked for; the names are those of the protocol.
    enum Kind: String {
        case cohort, course, group, module, organization, parent, student, teacher, user
    }

    let kind: Kind
    let text: String

    /// A row that has names.
    struct Hit {
        let id: UInt64
        let name: String
        var code: String?
        var email: String?
        /// What it can be called, folded.
        let terms: [String]
        /// Deleted ones are found only where nothing else is.
        var isDeleted = false
    }

    /// What was found.
    struct Answer {
        /// The rows with exactly this name.
        var candidates: [Hit] = []
        /// Others that may be meant, where there is none.
        var nearest: [Hit] = []
        /// The row, where there is one.
        var only: Hit? { candidates.count == 1 ? candidates[0] : nil }
    }

    private static let mostCandidates = 20
    private static let mostNearest = 5

    /// Looks into the unique indexes first, and through the table where they know nothing.
    func answer<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        of house: House
    ) throws(ServiceError) -> Answer {
        if let hit = try unique(in: view, of: house) { return Answer(candidates: [hit]) }
        let wanted = house.collator.fold(text)
        let hits = try hits(in: view, of: house)
        var exact = hits.filter { $0.terms.contains(wanted) }
        if exact.contains(where: { !$0.isDeleted }) { exact.removeAll { $0.isDeleted } }
        guard exact.isEmpty else {
            return Answer(candidates: Array(exact.prefix(Self.mostCandidates)))
        }
        return Answer(nearest: Self.nearest(to: wanted, among: hits))
    }

    private static func nearest(to wanted: String, among hits: [Hit]) -> [Hit] {
        var ranked: [(distance: Int, hit: Hit)] = []
        for hit in hits where !hit.isDeleted {
            let distance =
                hit.terms.contains { $0.contains(wanted) }
                ? 0 : hit.terms.compactMap { Nearest.distance(from: wanted, to: $0) }.min()
            if let distance { ranked.append((distance, hit)) }
        }
        ranked.sort { ($0.distance, $0.hit.id) < ($1.distance, $1.hit.id) }
        return ranked.prefix(mostNearest).map(\.hit)
    }

    /// The row that alone can have a code or an address.
    private func unique<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        of house: House
    ) throws(ServiceError) -> Hit? {
        switch kind {
        case .cohort: try view.cohort(code: text, Context(collator: house.collator)).map(Hit.init)
        case .user, .student, .teacher, .parent:
            try view.user(email: text, Context(collator: house.collator)).flatMap { user in
                role == nil || user.role == role ? Hit(user, isDeleted: false) : nil
            }
        default: nil
        }
    }

    private var role: User.Role? {
        switch kind {
        case .student: .student
        case .teacher: .teacher
        case .parent: .parent
        default: nil
        }
    }

    /// Every row that could be meant.
    private func hits<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        of house: House
    ) throws(ServiceError) -> [Hit] {
        let (collator, counters) = (house.collator, house.store.counters)
        switch kind {
        case .cohort:
            let rows: [Cohort] = try view.rows(of: counters)
            return rows.map(Hit.init)
        case .course:
            let rows: [Course] = try view.rows(of: counters)
            return rows.map { Hit($0, collator) }
        case .group:
            let rows: [Group] = try view.rows(of: counters)
            return rows.map { Hit($0, collator) }
        case .module:
            let rows: [Module] = try view.rows(of: counters)
            return rows.map { Hit($0, collator) }
        case .organization:
            let rows: [Organization] = try view.rows(of: counters)
            return rows.map { Hit($0, collator) }
        case .user, .student, .teacher, .parent:
            let role = role
            let users: [User] = try view.rows(of: counters)
            var hits: [Hit] = []
            for user in users where role == nil || user.role == role {
                hits.append(Hit(user, isDeleted: try view.isDeleted(user)))
            }
            return hits
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// All rows of a table.
    fileprivate borrowing func rows<Row: Record>(
        of counters: Counters
    ) throws(ServiceError) -> [Row] {
        var rows: [Row] = []
        for number in 0..<counters[Row.table].lastID {
            do throws(StoreError) {
                if let row: Row = try row(ID(number + 1)) { rows.append(row) }
            } catch { throw ServiceError(error) }
        }
        return rows
    }
}

extension Lookup.Hit {
    fileprivate init(_ cohort: Cohort) {
        self.init(
            id: cohort.id.rawValue,
            name: cohort.name.text,
            code: cohort.code?.text,
            terms: [cohort.name.folded] + (cohort.code.map { [$0.folded] } ?? [])
        )
    }

    fileprivate init(_ course: Course, _ collator: Collator) {
        self.init(
            id: course.id.rawValue,
            name: course.name.text,
            code: course.slug,
            terms: [course.name.folded] + (course.slug.map { [collator.fold($0)] } ?? [])
        )
    }

    fileprivate init(_ group: Group, _ collator: Collator) {
        let more = [group.code, group.displayName].compactMap { $0.map(collator.fold) }
        self.init(
            id: group.id.rawValue,
            name: group.name.text,
            code: group.code,
            terms: [group.name.folded] + more,
            isDeleted: group.deletedAt != nil
        )
    }

    fileprivate init(_ module: Module, _ collator: Collator) {
        let terms = [collator.fold(module.title)]
        self.init(id: module.id.rawValue, name: module.title, terms: terms)
    }

    fileprivate init(_ organization: Organization, _ collator: Collator) {
        self.init(
            id: organization.id.rawValue,
            name: organization.name,
            code: organization.slug,
            terms: [collator.fold(organization.name), collator.fold(organization.slug)]
        )
    }

    fileprivate init(_ user: User, isDeleted: Bool) {
        self.init(
            id: user.id.rawValue,
            name: user.fullName.text,
            code: user.code?.text,
            email: user.email.text,
            terms: [user.foldedName, user.email.folded] + (user.code.map { [$0.folded] } ?? []),
            isDeleted: isDeleted
        )
    }
}
