internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check<S: Snapshot & ~Copyable>(
        _ row: User,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        checkTexts(row)
        notice(row.organizationID == nil, "org.missing", User.table, row.id.rawValue)
        let profiles = try snapshot.profiles(of: row.id)
        check(profiles.student != nil, .student, of: row, "student")
        check(profiles.parent != nil, .parent, of: row, "parent")
        check(profiles.teacher != nil, .teacher, of: row, "teacher")
        let isDeleted = profiles.student?.isDeleted == true || profiles.parent?.isDeleted == true
        require(!(isDeleted && row.isActive), "user.deleted_but_active", row)
    }

    /// A role has its profile, and no other.
    private mutating func check(
        _ hasProfile: Bool,
        _ role: User.Role,
        of row: User,
        _ name: String
    ) {
        if row.role == role {
            require(hasProfile, "profile.missing", row, name)
        } else {
            require(!hasProfile, "profile.role", row, name)
        }
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: StudentProfile,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let user = try snapshot.found(row.id.cast(to: User.self)) else { return }
        require(row.foldedName.isWritten(as: user.foldedName), "profile.copy", row, "foldedName")
        require(row.organizationID == user.organizationID, "profile.copy", row, "organizationId")
        try checkBalance(of: row, in: snapshot)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: ParentLink,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let parent = try snapshot.found(row.parentID),
            let student = try snapshot.found(row.studentID)
        else { return }
        require(parent.role == .parent, "parentlink.role", row, "parentId")
        require(student.role == .student, "parentlink.role", row, "studentId")
        require(row.organizationID == student.organizationID, "org.mismatch", row)
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: ExternalRef,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard try !snapshot.exists(row.entity, row.rowID) else { return }
        add("ref.dangling", row.entity.table, row.rowID.rawValue, row.source)
    }

    /// The order of ids is the order of time.
    mutating func check<S: Snapshot & ~Copyable>(
        change key: RawSpan,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        var reader = KeyReader(key)
        let id: ID<ActivityLog>
        do throws(RecordError) {
            try reader.skip(1)
            id = try reader.id(of: ActivityLog.self)
        } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
        let entry: ActivityLog
        do throws(StoreError) {
            guard let row = try snapshot.row(id) else { return }
            entry = row
        } catch {
            // A change without a row of the trail is none that could be read.
            if case .engine(.damaged(.malformedKey)) = error { return }
            throw ServiceError(error)
        }
        require(entry.createdAt >= lastLogAt, "log.order", entry)
        lastLogAt = entry.createdAt
        try checkNamed(entry, in: snapshot)
    }

    /// The trail outlives the rows that it names: what is gone is worth a notice.
    private mutating func checkNamed<S: Snapshot & ~Copyable>(
        _ entry: ActivityLog,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        try checkNamed(entry.groupID, "log.orphan_group", entry, in: snapshot)
        try checkNamed(entry.cohortID, "log.orphan_cohort", entry, in: snapshot)
        try checkNamed(entry.courseID, "log.orphan_course", entry, in: snapshot)
        try checkNamed(entry.userID, "log.orphan_user", entry, in: snapshot)
        try checkNamed(entry.studentID, "log.orphan_student", entry, in: snapshot)
        try checkNamed(entry.performedBy, "log.orphan_performer", entry, in: snapshot)
    }

    private mutating func checkNamed<E: Entity, S: Snapshot & ~Copyable>(
        _ id: ID<E>?,
        _ rule: String,
        _ entry: ActivityLog,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let id, isAsked(rule), try snapshot.found(id) == nil else { return }
        notice(true, rule, ActivityLog.table, entry.id.rawValue, "\(E.table.name) \(id)")
    }
}
