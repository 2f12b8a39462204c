import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage

extension TestDaemon {
    /// Closes a person's login behind everybody's back.
    func deactivate(_ id: Int64) throws {
        let update = UpdateUser(ID(UInt64(id))) { $0.isActive = false }
        try house.store.run(update, as: Context(collator: house.collator))
    }

    /// Makes somebody the parent of a student.
    func link(_ parent: Int64, to student: UInt64) throws {
        let link = LinkParent(parent: ID(UInt64(parent)), student: ID(student))
        try house.store.run(link, as: Context(collator: house.collator))
    }

    /// What happened to a student, and who did it.
    func trail(of id: Int64) throws -> [(action: String, performer: ID<User>?)] {
        try house.store.read { view throws(ServiceError) in
            var entries: [(action: String, performer: ID<User>?)] = []
            var prefix = Key()
            prefix.begin(ActivityLog.ByStudent.place, owner: ID<User>(UInt64(id)))
            try view.forEachRow(through: ActivityLog.ByStudent.self, under: prefix.bytes) {
                (row: ActivityLog) throws(ServiceError) -> Bool in
                entries.append((row.action, row.performedBy))
                return true
            }
            return entries
        }
    }
}
