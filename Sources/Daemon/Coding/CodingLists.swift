internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var codingTopicList: Method<Guest> {
        let house = self
        return listing(.codingTopicList, of: CodingTopic.self) { parameters throws(RPCError) in
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let isArchived = try parameters.boolIfPresent("archived")
            return { guest, view throws(ServiceError) in
                let owner = try guest.home(organization, in: view)
                var plan = ListPlan<CodingTopic>(
                    ListWalk(
                        Through(CodingTopic.ByOrganizationAndName.self),
                        house.ranges(.organizationTopics, of: owner)
                    )
                )
                plan.filter("archived", isArchived) { $0.isArchived == $1 }
                return plan
            }
        }
    }

    var codingTaskList: Method<Guest> {
        let house = self
        return listing(.codingTaskList, of: CodingTask.self) { parameters throws(RPCError) in
            let topic = try parameters.nameIfPresent("topicId", of: CodingTopic.self)
            let difficulty = try parameters.choiceIfPresent(
                "difficulty",
                of: CodingTask.Difficulty.self
            )
            let isActive = try parameters.boolIfPresent("active")
            let isDeleted = try parameters.bool("deleted", default: false)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            return { guest, view throws(ServiceError) in
                let topic = try guest.ownerIfNamed(topic, in: view)?.id.rawValue
                var plan = ListPlan<CodingTask>(
                    Through(CodingTask.ByTopicAndOrder.self),
                    KeyRange(.topicTasks, owner: topic)
                )
                plan.filter("difficulty", difficulty) { $0.difficulty == $1 }
                plan.filter("active", isActive) { $0.isActive == $1 }
                plan.filter("deleted") { $0.isDeleted == isDeleted }
                plan.filter("search", search) { house.collator.fold($0.title).contains($1) }
                return plan
            }
        }
    }

    var codingTestCaseList: Method<Guest> {
        let house = self
        return listing(.codingTestCaseList, of: CodingTestCase.self) {
            parameters throws(RPCError) in
            let task = try parameters.name("taskId", of: CodingTask.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(task, in: view).id.rawValue
                var plan = ListPlan<CodingTestCase>(
                    Through(CodingTestCase.ByTaskAndOrder.self),
                    KeyRange(.taskCases, owner: owner)
                )
                if house.audience(of: guest) == .student { plan.filter("isSample") { $0.isSample } }
                return plan
            }
        }
    }

    var codingSubmissionList: Method<Guest> {
        listing(.codingSubmissionList, of: CodingSubmission.self) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let task = try parameters.nameIfPresent("taskId", of: CodingTask.self)
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            let from = try parameters.instantIfPresent("from")
            return { guest, view throws(ServiceError) in
                let student = try guest.ownerIfNamed(student, in: view)?.id
                let task = try guest.ownerIfNamed(task, in: view)?.id
                var students = student.map { [$0] }
                if let group = try guest.ownerIfNamed(group, in: view)?.id {
                    let members = try view.activeStudents(of: group)
                    students = students?.filter(members.contains) ?? members.sorted()
                }
                var plan = submissions(of: students, at: task, since: from)
                plan.adjust = guest.hidingDetails(of: CodingSubmission.self)
                return plan
            }
        }
    }

    var codingProgress: Method<Guest> {
        let house = self
        return listing(.codingProgress, of: CodingProgress.self) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            return { guest, view throws(ServiceError) in
                let owner = try house.student(student, guest, in: view).id.rawValue
                return ListPlan(Rows<CodingProgress>(), KeyRange(.studentCoding, owner: owner))
            }
        }
    }

    var codingExport: Method<Guest> {
        reading(.codingExport) { guest, parameters, output throws(RPCError) in
            let topic = try parameters.nameIfPresent("topicId", of: CodingTopic.self)
            let items = try guest.desk.read { view throws(ServiceError) in
                try view.codingTasks(of: topic.resolve(in: view))
            }
            output.append("{\"tasks\":[")
            for item in items {
                output.append(item)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]}")
        }
    }
}

/// Submissions of some students, or of everybody; for one task in the order of students.
private func submissions(
    of students: [ID<User>]?,
    at task: ID<CodingTask>?,
    since from: Timestamp?
) -> ListPlan<CodingSubmission> {
    if let task {
        let index = Through(CodingSubmission.ByTaskAndStudent.self)
        let range = KeyRange(.taskSubmissions, owner: task.rawValue)
        var plan = ListPlan<CodingSubmission>(ListWalk(index, range))
        if let students, students.count == 1 {
            plan.walk.ranges = [
                KeyRange(.taskSubmissions, owner: task.rawValue) { $0.append(students[0]) }
            ]
        } else if let students {
            let those = Set(students)
            plan.filter("groupId") { those.contains($0.studentID) }
        }
        plan.filter("from", from) { $0.stamps.createdAt >= $1 }
        return plan
    }
    let before = from.map { from in
        let before = Timestamp(milliseconds: from.milliseconds - 1)
        return KeyRange.suffix { $0.append(descending: before) }
    }
    guard let students else {
        var range = KeyRange(.submissionTimes)
        range.below = before
        return ListPlan(Through(CodingSubmission.ByTime.self), range)
    }
    let ranges = students.map { student in
        var range = KeyRange(.studentSubmissions, owner: student.rawValue)
        range.below = before
        return range
    }
    return ListPlan(ListWalk(Through(CodingSubmission.ByStudentAndTime.self), ranges))
}

extension OutputBuffer {
    /// A task as an import takes it.
    fileprivate mutating func append(_ item: ImportCoding.Item) {
        append("{")
        member("title", item.task.title)
        member("description", item.task.description)
        member("starterCode", item.task.starterCode)
        member("difficulty", "\(item.task.difficulty.name)")
        append("\"points\":")
        append(value: item.task.points)
        append(",\"orderIndex\":")
        append(value: item.task.orderIndex)
        append(",\"topicName\":")
        append(value: item.task.topicName)
        append(",\"testCases\":[")
        for draft in item.cases {
            append("{")
            member("input", draft.input)
            member("expected", draft.expected)
            append("\"explanation\":")
            append(value: draft.explanation)
            append(",\"isSample\":")
            append(draft.isSample ? "true}," : "false},")
        }
        removeTrailingComma()
        append("]}")
    }
}
