internal import Collation
public import Engine
public import Records
public import SchoolModel
internal import Storage

// Rows found by what people call them.
extension Snapshot where Self: ~Copyable {
    /// The person with an address, however it is written, or nil.
    public borrowing func user(
        email: String,
        _ context: Context
    ) throws(ServiceError) -> User? {
        var probe = User(email: .missing, fullName: .missing, foldedName: "", role: .student)
        probe.email = context.collator.folded(email, trimming: true)
        return try row(of: User.ByEmail.self, like: probe)
    }

    /// The course of an organisation with a name, however it is written, or nil.
    public borrowing func course(
        named name: String,
        in organization: ID<Organization>?,
        _ context: Context
    ) throws(ServiceError) -> Course? {
        let probe = Course(
            name: context.collator.folded(name),
            organizationID: organization
        )
        return try row(of: Course.ByOrganizationAndName.self, like: probe)
    }

    /// The cohort with a code, however it is written, or nil.
    public borrowing func cohort(
        code: String,
        _ context: Context
    ) throws(ServiceError) -> Cohort? {
        var probe = Cohort(kind: .class, name: .missing, status: .active)
        probe.code = context.collator.folded(code, trimming: true)
        return try row(of: Cohort.ByCode.self, like: probe)
    }

    /// The row that has the same place in a unique index, or nil.
    borrowing func row<I: SecondaryIndex>(
        of index: I.Type,
        like probe: I.Row
    ) throws(ServiceError) -> I.Row? {
        var key = KeyBuffer()
        guard I.writeKey(of: probe, to: &key) else { return nil }
        do throws(StoreError) { return try row(through: I.self, at: key.bytes) } catch {
            throw ServiceError(error)
        }
    }
}
