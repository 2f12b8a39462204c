public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes an organisation; it never becomes a part of itself.
public struct UpdateOrganization: WriteRequest {
    public var id: ID<Organization>
    public var ifVersion: Int?
    public var edit: Edit<OrganizationDraft>

    public init(
        _ id: ID<Organization>,
        ifVersion: Int? = nil,
        edit: @escaping Edit<OrganizationDraft>
    ) {
        self.id = id
        self.ifVersion = ifVersion
        self.edit = edit
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Organization {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var draft = OrganizationDraft(old)
        try edit(&draft)
        try draft.check()
        if draft.parentID != old.parentID { try scope.requireOutside(id, from: draft.parentID) }
        var row = old
        draft.write(to: &row)
        try scope.requireFree(Organization.BySlug.self, for: row)
        try scope.updateRow(old, to: &row)
        return row
    }
}

extension Snapshot where Self: ~Copyable {
    /// Refuses a parent that is the organisation itself, or below it.
    fileprivate borrowing func requireOutside(
        _ id: ID<Organization>,
        from parent: ID<Organization>?
    ) throws(ServiceError) {
        var next = parent
        for _ in 0..<Maximum.organizationDepth {
            guard let current = next else { return }
            try Organization.table.require(current != id, "parentId", "cycle")
            next = try target(current, of: "parentId").parentID
        }
        try Organization.table.require(next == nil, "parentId", "depth")
    }
}
