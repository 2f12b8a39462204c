import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage

extension Builder {
    /// INV-36 and 38, H13 and H19: many marks of one group, each register read and written once.
    func markClass() {
        let groupID: ID<Group> = id()
        let members = model.rows(of: GroupMembership.self, naming: groupID)
            .filter { $0.role == .student }
        var items: [MarkItem] = []
        let days = (0..<dice.number(1...2)).map { _ in day() }
        for member in members where dice.percent(80) {
            items.append(item(member.userID, on: days[dice.below(days.count)]))
        }
        if dice.percent(10) { items.append(item(id(), on: days[0])) }
        var context = context
        context.performer = optionalID()
        let request = BulkSetAttendance(in: groupID, items, isAtomic: dice.percent(70))
        let (asked, asking) = (request, context)
        let errors = reasonsAgainst(request)
        guard errors.isEmpty else {
            return perform(refusedBy: errors) { scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in try asked.run(in: &scope, as: asking) }
                return nil
            }
        }
        let predicted = predictMarks(request, by: context.performer)
        perform { scope throws(Refusal) in
            let outcome = try served { () throws(ServiceError) in
                try asked.run(in: &scope, as: asking)
            }
            let counts = [outcome.created, outcome.updated, outcome.unchanged]
            let failed = outcome.failed.map(\.index).sorted()
            let isRight = counts == predicted.counts && failed == predicted.failed
            return isRight ? nil : "marked \(counts), failed \(failed), model \(predicted)"
        }
    }

    private func item(_ student: ID<User>, on day: Day) -> MarkItem {
        MarkItem(
            student,
            on: day,
            dice.pick(),
            note: dice.percent(20) ? dice.pick(["", text, "é", "e\u{301}"]) : nil,
            markedAt: dice.percent(20) ? instantBefore() : nil,
            entryState: dice.percent(10) ? dice.pick() : nil
        )
    }

    private func reasonsAgainst(_ request: BulkSetAttendance) -> [ServiceError] {
        guard let group = model.row(request.group) else {
            return [.notFound(.group, id: request.group.rawValue)]
                + repeated(request.items)
        }
        if group.deletedAt != nil {
            return [.deleted(.group, id: group.id.rawValue)] + repeated(request.items)
        }
        let repeated = repeated(request.items)
        guard repeated.isEmpty, request.isAtomic else { return repeated }
        return request.items.indices.compactMap { index in
            reason(against: request.items[index], in: request.group).map {
                .item(index: index, $0)
            }
        }
    }

    private func repeated(_ items: [MarkItem]) -> [ServiceError] {
        items.indices.compactMap { index in
            let isRepeated = items[..<index].contains {
                $0.studentID == items[index].studentID && $0.lessonDate == items[index].lessonDate
            }
            return isRepeated
                ? .invalidParams(path: "items[\(index)]", reason: "the same student and day twice")
                : nil
        }
    }

    private func reason(against item: MarkItem, in group: ID<Group>) -> ServiceError? {
        let today = model.now.milliseconds / 86_400_000
        if Int64(item.lessonDate.number) > today { return .futureDate(item.lessonDate) }
        let wasMember = model.rows(of: GroupMembership.self, naming: group)
            .contains { $0.userID == item.studentID && $0.role == .student }
        if !wasMember {
            return .referenceMissing(
                .groupMembership,
                field: "studentId",
                id: item.studentID.rawValue
            )
        }
        guard model.row(ID<StudentProfile>(item.studentID.rawValue))?.deletedAt != nil else {
            return nil
        }
        // Only a mark that would change anything is refused.
        let known = model.sheet(of: group, on: item.lessonDate)?.mark(of: item.studentID)
        if let known, !isChange(item, of: known) { return nil }
        return .deleted(.user, id: item.studentID.rawValue)
    }

    /// Whether an item says anything new; notes are compared byte for byte.
    private func isChange(_ item: MarkItem, of known: AttendanceMark) -> Bool {
        if item.status != known.status { return true }
        if let markedAt = item.markedAt, markedAt != known.markedAt { return true }
        if let state = item.entryState, state != known.entryState { return true }
        guard let note = item.note else { return false }
        return Array(note.utf8) != Array((known.note ?? "").utf8)
    }

    /// What the rules leave behind.
    private struct Predicted: Sendable {
        /// Created, updated, unchanged.
        var counts = [0, 0, 0]
        var failed: [Int] = []
    }

    private func predictMarks(_ request: BulkSetAttendance, by performer: ID<User>?) -> Predicted {
        var predicted = Predicted()
        for day in Set(request.items.map(\.lessonDate)).sorted() {
            let old = model.sheet(of: request.group, on: day)
            var sheet = old ?? AttendanceSheet(groupID: request.group, lessonDate: day)
            for (index, item) in request.items.enumerated() where item.lessonDate == day {
                if reason(against: item, in: request.group) != nil {
                    predicted.failed.append(index)
                    continue
                }
                let known = sheet.mark(of: item.studentID)
                if let known, !isChange(item, of: known) {
                    predicted.counts[2] += 1
                    continue
                }
                predicted.counts[known == nil ? 0 : 1] += 1
                sheet.set(mark(item, after: known, by: performer))
            }
            if let old {
                _ = model.update(old, to: sheet)
            } else if !sheet.marks.isEmpty {
                _ = model.insert(sheet)
            }
        }
        predicted.failed.sort()
        return predicted
    }

    private func mark(
        _ item: MarkItem,
        after known: AttendanceMark?,
        by performer: ID<User>?
    ) -> AttendanceMark {
        var mark = AttendanceMark(
            studentID: item.studentID,
            status: item.status,
            markedByID: performer,
            markedAt: item.markedAt ?? model.now,
            note: item.note ?? known?.note,
            entryState: item.entryState ?? known?.entryState ?? .confirmed,
            createdAt: known?.createdAt ?? model.now,
            updatedAt: model.now
        )
        if mark.note?.isEmpty == true { mark.note = nil }
        return mark
    }

    // MARK: - A person's copies

    /// INV-06 and 43: a new name or address in every roster, and exactly the profile of the role.
    func updateUser() {
        guard let user: User = any() else { return }
        let number = user.id.rawValue
        let student = model.row(ID<StudentProfile>(number))
        let parent = model.row(ID<ParentProfile>(number))
        let teacher = model.row(ID<TeacherProfile>(number))
        // Only rows that were put there raw have the profile of another role.
        guard user.role == .student || student == nil, user.role == .parent || parent == nil,
            user.role == .teacher || teacher == nil
        else { return }
        let name = person()
        let address = dice.percent(30) ? self.user().email.text : user.email.text
        let request = UpdateUser(user.id) { draft throws(ServiceError) in
            draft.fullName = name
            draft.email = address
        }
        let context = context
        var changed = user
        changed.fullName = Names.collated(name)
        changed.foldedName = Names.folded(name).folded
        changed.email = Names.folded(address)
        if isSoftDeleted(user.id) {
            return perform(refusedBy: [.deleted(.user, id: number)]) { scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in
                    try request.run(in: &scope, as: context)
                }
                return nil
            }
        }
        guard case .accepted(let written) = model.update(user, to: changed) else {
            let table = model.rows(User.self)
            let holder = table.holder(of: changed.email.folded, rule: 0) ?? 0
            let error = ServiceError.unique(.user, constraint: "user.email", existing: holder)
            return perform(refusedBy: [error]) { scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in try request.run(in: &scope, as: context)
                }
                return nil
            }
        }
        putProfile(of: written, student, parent, teacher)
        let isCopied =
            Array(user.fullName.text.utf8) != Array(name.utf8)
            || Array(user.email.text.utf8) != Array(address.utf8)
        let members = isCopied ? model.rows(of: CohortMember.self, naming: user.id) : []
        for member in members {
            var row = member
            row.fullName = written.fullName
            row.email = written.email.text
            _ = model.update(member, to: row)
        }
        perform { scope throws(Refusal) in
            let outcome = try served { () throws(ServiceError) in
                try request.run(in: &scope, as: context)
            }
            let isRight = written.isSame(as: outcome.user) && outcome.rosters == members.count
            return isRight ? nil : "updated \(outcome), model \(written), \(members.count) rosters"
        }
    }

    private func putProfile(
        of user: User,
        _ student: StudentProfile?,
        _ parent: ParentProfile?,
        _ teacher: TeacherProfile?
    ) {
        let number = user.id.rawValue
        switch user.role {
        case .student:
            var row = student ?? StudentProfile(id: ID(number), foldedName: "")
            row.organizationID = user.organizationID
            row.foldedName = user.foldedName
            _ = student.map { model.update($0, to: row) } ?? model.insert(row)
        case .parent: if parent == nil { _ = model.insert(ParentProfile(id: ID(number))) }
        case .teacher: if teacher == nil { _ = model.insert(TeacherProfile(id: ID(number))) }
        case .admin: break
        }
    }
}
