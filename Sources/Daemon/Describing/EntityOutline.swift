internal import Records
internal import SchoolModel

/// What the schema says of one entity, by names alone.
struct EntityOutline: Sendable {
    /// A field that is stored.
    struct Field: Sendable {
        var name: String
        /// Such as `text`; an enum's is `enum`.
        var type: String
        var isNullable = false
        /// Stored and never shown.
        var isHidden = false
        /// What an enum can be.
        var values: [String] = []
    }

    /// A way to find rows other than by their key.
    struct Index: Sendable {
        var name: String
        var isUnique: Bool
    }

    /// A field that names a row of another table.
    struct Link: Sendable {
        var field: String
        var entity: String
        /// What happens to the row when the named one is deleted.
        var onDelete: DeleteRule
    }

    /// Sums that the rows are a part of.
    struct Counter: Sendable {
        var name: String
        var slots: [String]
    }

    var table: Table
    /// What leads the rows' keys: `store` where they lie side by side.
    var owner: String
    var fields: [Field] = []
    var indexes: [Index] = []
    var links: [Link] = []
    var counters: [Counter] = []

    var name: String { "\(table.name)" }

    /// Every entity of the school, in the order of the schema.
    static let all: [EntityOutline] = {
        var lister = Lister()
        SchoolSchema.visitEntities(&lister)
        return lister.outlines
    }()
}

extension EntityOutline.Field {
    /// From what the fingerprint says of it: `status:enum(active|dropped)?`.
    fileprivate init(_ line: String) {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        name = String(line[..<colon])
        var type = line[colon...].dropFirst()
        if type.hasPrefix("hidden ") {
            isHidden = true
            type = type.dropFirst("hidden ".count)
        }
        if type.hasSuffix("?") {
            isNullable = true
            type = type.dropLast()
        }
        self.type = String(type)
        guard type.hasPrefix("enum("), type.hasSuffix(")") else { return }
        values = type.dropFirst("enum(".count).dropLast().split(separator: "|").map(String.init)
        self.type = "enum"
    }
}

private struct Lister: EntityVisitor {
    var outlines: [EntityOutline] = []

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        var outline = EntityOutline(table: E.table, owner: owner(of: E.place.tag))
        outline.fields = E.describeFields().map { EntityOutline.Field($0) }
        var parts = PartLister<E>(outline: outline)
        E.visitParts(&parts)
        outlines.append(parts.outline)
    }

    private func owner(of tag: Tag) -> String {
        switch tag {
        case .cohort: "cohort"
        case .course: "course"
        case .user: "user"
        case .sheets, .group: "group"
        case .organization: "organization"
        case .module: "module"
        case .lesson: "lesson"
        case .forumPost: "forumPost"
        case .codingTask: "codingTask"
        case .test: "test"
        case .testSeries: "testSeries"
        case .changes: "sequence"
        default: "store"
        }
    }
}

private struct PartLister<Row: Entity>: PartVisitor {
    var outline: EntityOutline

    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Never) where I.Row == Row {
        outline.indexes.append(.init(name: "\(I.name)", isUnique: I.isUnique))
    }

    mutating func reference<R: Reference>(_ reference: R.Type) throws(Never) where R.Row == Row {
        let entity = "\(R.Target.table.name)"
        outline.links.append(.init(field: "\(R.field)", entity: entity, onDelete: R.onDelete))
    }

    mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Never)
    where C.Row == Row {
        let slots = C.Total.slots.map { "\($0)" }
        outline.counters.append(.init(name: "\(C.Total.name)", slots: slots))
    }

    mutating func hint<H: Hint>(_ hint: H.Type) throws(Never) where H.Row == Row {
        outline.indexes.append(.init(name: "\(H.name)", isUnique: false))
    }
}
