internal import Engine
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension WriteScope where Transaction: ~Copyable {
    /// Whose a new row is that names no organisation: the session user's, else the store's first one.
    borrowing func home(_ context: Context) throws(ServiceError) -> ID<Organization>? {
        if let own = context.organization { return own }
        guard context.caller.kind == .service else { return nil }
        // Organisations are few: the ids of those that were deleted cost a look each.
        for number in 0..<counters[Organization.table].lastID {
            do throws(StoreError) {
                if let row: Organization = try row(ID(number + 1)) { return row.id }
            } catch { throw ServiceError(error) }
        }
        return nil
    }

    /// The same context, whose new rows belong to that organisation.
    borrowing func settled(_ context: Context) throws(ServiceError) -> Context {
        var context = context
        context.organization = try home(context)
        return context
    }
}
