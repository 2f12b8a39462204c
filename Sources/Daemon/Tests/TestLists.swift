internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var testList: Method<Guest> {
        let house = self
        return listing(.testList, of: SchoolTest.self) { parameters throws(RPCError) in
            let kind = try parameters.choiceIfPresent("type", of: SchoolTest.Kind.self)
            let isActive = try parameters.boolIfPresent("active")
            let isDeleted = try parameters.bool("deleted", default: false)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            return { guest, view throws(ServiceError) in
                let kinds = kind.map { [$0] } ?? Array(SchoolTest.Kind.allCases)
                let ranges = kinds.map { kind in
                    KeyRange(.testKinds) { $0.append(byte: kind.rawValue) }
                }
                var plan = ListPlan<SchoolTest>(
                    ListWalk(Through(SchoolTest.ByKindAndTime.self), ranges)
                )
                plan.filter("active", isActive) { $0.isActive == $1 }
                plan.filter("deleted") { $0.isDeleted == isDeleted }
                plan.filter("search", search) { house.collator.fold($0.title).contains($1) }
                return plan
            }
        }
    }

    var testGetAnswerKey: Method<Guest> {
        let house = self
        return getting(.testGetAnswerKey) { parameters throws(RPCError) in
            let test = try parameters.name("testId", of: SchoolTest.self)
            return { guest, view, fields throws(ServiceError) in
                let test = try guest.owner(test, in: view).id
                let key = try view.answerKey(of: test, for: house.audience(of: guest))
                key.write(to: &fields)
                if fields.wants("questions") { fields.field("questions", key.questions) }
            }
        }
    }

    var testAssignments: Method<Guest> {
        listing(.testAssignments, of: TestAssignment.self) { parameters throws(RPCError) in
            let test = try parameters.nameIfPresent("testId", of: SchoolTest.self)
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            return { guest, view throws(ServiceError) in
                let test = try guest.ownerIfNamed(test, in: view)?.id
                let group = try guest.ownerIfNamed(group, in: view)?.id
                let student = try guest.ownerIfNamed(student, in: view)?.id
                var plan: ListPlan<TestAssignment>
                if let student {
                    let range = KeyRange(.studentAssignments, owner: student.rawValue)
                    plan = ListPlan(Through(TestAssignment.ByStudent.self), range)
                } else if let group {
                    let range = KeyRange(.groupAssignments, owner: group.rawValue)
                    plan = ListPlan(Through(TestAssignment.ByGroup.self), range)
                } else if let test {
                    let range = KeyRange(.testAssignments, owner: test.rawValue)
                    return ListPlan(Through(TestAssignment.ByTest.self), range)
                } else {
                    return ListPlan(Rows<TestAssignment>(), KeyRange(.testAssignment))
                }
                plan.filter("testId", test) { $0.testID == $1 }
                if student != nil { plan.filter("groupId", group) { $0.groupID == $1 } }
                return plan
            }
        }
    }

    var testAvailable: Method<Guest> {
        let house = self
        return gathering(.testAvailable) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let now = house.clock.now
            return { guest, view throws(ServiceError) in
                let student = try house.student(student, guest, in: view).id
                let entries = EntryCount()
                let tests = try view.testsAvailable(to: student, at: now, counting: entries)
                return Gathered(tests, from: TestAssignment.ByStudent.name, counting: entries)
            }
        }
    }

    var testAttempts: Method<Guest> {
        listing(.testAttempts, of: TestAttempt.self) { parameters throws(RPCError) in
            let test = try parameters.nameIfPresent("testId", of: SchoolTest.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let status = try parameters.choiceIfPresent("status", of: TestAttempt.Status.self)
            return { guest, view throws(ServiceError) in
                let test = try guest.ownerIfNamed(test, in: view)?.id
                let student = try guest.ownerIfNamed(student, in: view)?.id
                var plan = ListPlan<TestAttempt>(Rows(), KeyRange(.testAttempt))
                if let test {
                    let range = KeyRange(.testAttempts, owner: test.rawValue) { key in
                        if let student { key.append(student) }
                    }
                    plan = ListPlan(Through(TestAttempt.ByTestAndStudent.self), range)
                } else if let student {
                    let range = KeyRange(.studentAttempts, owner: student.rawValue)
                    plan = ListPlan(Through(TestAttempt.ByStudent.self), range)
                }
                plan.adjust = guest.hidingDetails(of: TestAttempt.self)
                plan.filter("status", status) { $0.status == $1 }
                return plan
            }
        }
    }

    var testResults: Method<Guest> {
        listing(.testResults, of: TestResult.self) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            guard student != nil || group != nil else {
                throw parameters.invalid("studentId", "missing", hint: "or a groupId")
            }
            return { guest, view throws(ServiceError) in
                let group = try guest.ownerIfNamed(group, in: view)?.id
                guard let student = try guest.ownerIfNamed(student, in: view)?.id else {
                    let range = KeyRange(.groupResults, owner: group?.rawValue)
                    return ListPlan(Through(TestResult.ByGroupAndDate.self), range)
                }
                let range = KeyRange(.studentResults, owner: student.rawValue)
                var plan = ListPlan<TestResult>(Through(TestResult.ByStudentAndDate.self), range)
                plan.filter("groupId", group) { $0.groupID == $1 }
                return plan
            }
        }
    }
}

extension TestAnswerKey {
    /// The questions that a program can grade, in their order.
    fileprivate var questions: JSONText {
        let choices = AnswerMap(mcqAnswers)?.answers ?? [:]
        let numbers = AnswerMap(numericAnswers)?.answers ?? [:]
        var output = OutputBuffer(capacity: 512)
        output.append("[")
        for number in (Array(choices.keys) + Array(numbers.keys)).sorted() {
            output.append("{")
            output.member("number", number)
            output.member("questionType", choices[number] == nil ? "numeric" : "mcq")
            output.member("answer", choices[number] ?? numbers[number] ?? "")
            output.removeTrailingComma()
            output.append("},")
        }
        output.removeTrailingComma()
        output.append("]")
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}
