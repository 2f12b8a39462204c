internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var parentMethods: [Method<Guest>] { [parentLink, parentUnlink, parentChildren] }

    private var parentLink: Method<Guest> {
        writing(.parentLink) { parameters throws(RPCError) in
            let parent = try parameters.name("parentId", of: User.self)
            let student = try parameters.name("studentId", of: User.self)
            let relation = try parameters.stringIfPresent("relation")
            return { scope, context throws(ServiceError) in
                try LinkParent(
                    parent: parent.resolve(in: scope),
                    student: student.resolve(in: scope),
                    relation: relation
                ).run(in: &scope, as: context)
            }
        } _: { (link: ParentLink, output) in
            output.append(row: link)
        }
    }

    private var parentUnlink: Method<Guest> {
        writing(.parentUnlink) { parameters throws(RPCError) in
            let parent = try parameters.name("parentId", of: User.self)
            let student = try parameters.name("studentId", of: User.self)
            return { scope, context throws(ServiceError) in
                try UnlinkParent(
                    parent: parent.resolve(in: scope),
                    student: student.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (link: ParentLink, output) in
            output.append(row: link)
        }
    }

    /// A parent's children, each in a few numbers.
    private var parentChildren: Method<Guest> {
        let house = self
        return listing(.parentChildren, of: ParentLink.self) { parameters throws(RPCError) in
            let parent = try parameters.nameIfPresent("parentId", of: User.self)
            return { guest, view throws(ServiceError) in
                let id = try Self.orMe(parent.resolve(in: view), house.person(guest), "parentId")
                let owner = try guest.owner(.id(id), in: view)
                let range = KeyRange(.parentLinks, owner: owner.id.rawValue)
                var plan = ListPlan<ParentLink>(ListWalk(Rows(), range)) {
                    (link, view, fields) throws(ServiceError) in
                    guard let child = try fields.fetch(link.studentID, in: view) else { return }
                    let profile = try fields.fetch(
                        child.id.cast(to: StudentProfile.self),
                        in: view
                    )
                    fields.field("studentId", child.id)
                    fields.field("fullName", child.fullName)
                    fields.field("relation", link.relation)
                    fields.field("grade", profile?.grade)
                    fields.write(try view.summary(of: child))
                }
                plan.filter(
                    "deleted",
                    seeing: { (link, view) throws(ServiceError) in
                        // A parent sees the link to a child who is deleted, but not the child.
                        let child: User?
                        do throws(StoreError) { child = try view.row(link.studentID) } catch {
                            throw ServiceError(error)
                        }
                        guard let child else { return false }
                        return try !view.isDeleted(child)
                    }
                )
                return plan
            }
        }
    }
}

extension ListFields {
    fileprivate mutating func write(_ summary: ChildSummary) {
        field("attendance", summary.attendance)
        field("balance", summary.balance)
        field("lastTest", summary.lastTest?.json)
        field("codingSolved", summary.solvedTasks)
        field("codingTotal", summary.tasks)
        field("lastActivityAt", summary.lastActivityAt)
    }
}

extension ChildSummary {
    fileprivate var attendance: JSONText {
        var output = OutputBuffer(capacity: 128)
        output.append("{")
        for (status, count) in zip(AttendanceStatus.allCases, marks) {
            output.member(status.name, count)
        }
        output.append("\"percent\":\"")
        output.append(number: Int64(presence / 10))
        output.append(".")
        output.append(number: Int64(presence % 10))
        output.append("\"}")
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}

extension ChildSummary.LastTest {
    fileprivate var json: JSONText {
        var fields = JSONFields(appendingTo: OutputBuffer(capacity: 256))
        fields.field("name", name)
        fields.field("score", score)
        fields.field("maxScore", maxScore)
        fields.field("date", date)
        let output = fields.finish()
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}
