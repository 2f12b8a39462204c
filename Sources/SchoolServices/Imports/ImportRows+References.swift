internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// The row that the source's own id leads to, or nil.
    func known<T: WriteTransaction & ~Copyable>(
        _ id: String?,
        _ table: String,
        _ entity: EntityKind,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> ID<AnyRow>? {
        guard let id else { return nil }
        let source = options.source(of: table)
        return try scope.ref(source, entity, id)?.rowID
    }

    /// Remembers the source's own id of a row.
    func remember<T: WriteTransaction & ~Copyable>(
        _ id: String?,
        _ entity: EntityKind,
        _ row: ID<AnyRow>,
        _ scope: inout WriteScope<T>
    ) throws(ServiceError) {
        guard let id else { return }
        let source = options.source(of: kind.table)
        try ExternalRef.table.check(source, "source", 1...64)
        try ExternalRef.table.check(id, "externalId", 1...128)
        if let known = try scope.ref(source, entity, id) {
            if known.rowID == row { return }
            // Its row has gone in a way that left the name behind, or it is another one's.
            throw .unique(
                ExternalRef.table,
                constraint: "externalRef.source_entity_externalId",
                existing: known.rowID.rawValue
            )
        }
        var ref = ExternalRef(source: source, entity: entity, externalID: id, rowID: row)
        try scope.insertRow(&ref)
    }

    /// Whether the source has another name for a row already.
    func hasOtherName<T: WriteTransaction & ~Copyable>(
        _ row: ID<AnyRow>,
        _ entity: EntityKind,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Bool {
        var prefix = KeyBuffer()
        prefix.begin(ExternalRef.ByRow.place)
        prefix.append(byte: entity.rawValue)
        prefix.append(row)
        prefix.append(text: options.source(of: kind.table))
        return try scope.count(under: prefix.bytes, limit: 1) > 0
    }

    /// A person: by the source's id, by address, or by our id in a column of ids without a source.
    func person<T: WriteTransaction & ~Copyable>(
        _ text: String,
        _ field: String,
        table: String = "user",
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> User {
        if let id = try known(text, table, .user, in: scope) {
            if let user = try scope.found(id.cast(to: User.self)) { return user }
        } else if text.contains("@") {
            if let user = try scope.user(email: text, context) { return user }
        } else if let user = try own(text, in: scope) as User? {
            return user
        }
        throw .invalidParams(path: field, reason: "no such user: \(text)")
    }

    /// A row by our own id; a source's ids are never taken for ours.
    func own<Row: Entity, T: WriteTransaction & ~Copyable>(
        _ text: String,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Row? {
        guard options.source == nil, let number = UInt64(text), number > 0,
            number <= ID<Row>.maximum
        else { return nil }
        return try scope.found(ID<Row>(number))
    }

    /// A cohort: by the source's id, by its code, or by our id.
    func cohort<T: WriteTransaction & ~Copyable>(
        _ text: String,
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Cohort {
        if let id = try known(text, "cohort", .cohort, in: scope) {
            if let cohort = try scope.found(id.cast(to: Cohort.self)) { return cohort }
        }
        if let cohort = try scope.cohort(code: text, context) { return cohort }
        if let cohort = try own(text, in: scope) as Cohort? { return cohort }
        throw .invalidParams(path: "cohort", reason: "no such cohort: \(text)")
    }

    /// A course: by its name, by the source's id, or by our id; made where the import may.
    func course<T: WriteTransaction & ~Copyable>(
        _ text: String,
        for organization: ID<Organization>?,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> Course {
        let organization = organization ?? context.organization
        if let id = try known(text, "course", .course, in: scope) {
            if let course = try scope.found(id.cast(to: Course.self)) { return course }
        }
        if let course = try scope.course(named: text, in: organization, context) { return course }
        if organization != nil, let course = try scope.course(named: text, in: nil, context) {
            return course
        }
        if let course = try own(text, in: scope) as Course? { return course }
        guard options.createsCourses else {
            throw .invalidParams(path: "course", reason: "no such course: \(text)")
        }
        var draft = CourseDraft(name: text)
        draft.organizationID = organization
        return try CreateCourse(draft).run(in: &scope, as: context)
    }

    /// An organisation: by the source's id, by its slug or name.
    func organization<T: WriteTransaction & ~Copyable>(
        _ text: String,
        _ state: inout State,
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ID<Organization> {
        if let id = try known(text, "organization", .organization, in: scope) {
            return id.cast(to: Organization.self)
        }
        let found = try named(text, "organization", &state, in: scope, context)
        if let id = found { return ID(id) }
        if let row = try own(text, in: scope) as Organization? { return row.id }
        throw .invalidParams(path: "organization", reason: "no such organization: \(text)")
    }

    /// A group: by the source's id, by its code or name, or by our id.
    func group<T: WriteTransaction & ~Copyable>(
        _ text: String,
        _ state: inout State,
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ID<Group> {
        if let id = try known(text, "group", .group, in: scope) { return id.cast(to: Group.self) }
        if let id = try named(text, "group", &state, in: scope, context) { return ID(id) }
        if let row = try own(text, in: scope) as Group? { return row.id }
        throw .invalidParams(path: "group", reason: "no such group: \(text)")
    }

    /// The only group or organisation with a name; two of them are none.
    private func named<T: WriteTransaction & ~Copyable>(
        _ text: String,
        _ table: String,
        _ state: inout State,
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> UInt64? {
        if state.known == nil { state.known = try names(in: scope, context) }
        let known = state.known ?? [:]
        let ids = known["\(table)/\(context.collator.fold(text))"] ?? []
        guard ids.count <= 1 else {
            throw .invalidParams(path: table, reason: "more than one \(table): \(text)")
        }
        return ids.first
    }

    /// What groups and organisations are called: there is no index of it, and there are few.
    private func names<T: WriteTransaction & ~Copyable>(
        in scope: borrowing WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> [String: [UInt64]] {
        var names: [String: Set<UInt64>] = [:]
        let fold = context.collator.fold
        for number in 0..<scope.counters[Group.table].lastID {
            guard let group = try scope.found(ID<Group>(number + 1)), group.deletedAt == nil
            else { continue }
            names["group/\(group.name.folded)", default: []].insert(number + 1)
            for name in [group.code, group.displayName].compactMap({ $0 }) {
                names["group/\(fold(name))", default: []].insert(number + 1)
            }
        }
        for number in 0..<scope.counters[Organization.table].lastID {
            guard let row = try scope.found(ID<Organization>(number + 1)) else { continue }
            for name in [row.name, row.slug] {
                names["organization/\(fold(name))", default: []].insert(number + 1)
            }
        }
        return names.mapValues { $0.sorted() }
    }
}
