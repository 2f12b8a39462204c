internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var testMethods: [Method<Guest>] {
        [
            creating(.testCreate, SchoolTest.self), getting(.testGet, of: SchoolTest.self),
            updating(.testUpdate, SchoolTest.self, like: .testCreate), testList,
            changing(.testDelete) { (id: ID<SchoolTest>) in SoftDeleteRow(id) },
            changing(.testRestore) { (id: ID<SchoolTest>) in RestoreRow(id) },
            testSetAnswerKey, testGetAnswerKey, testAssign, testUnassign, testAssignments,
            testAvailable, testStart, testSaveAnswers, testSubmit, testGrade, testAttempts,
            creating(.testAddResult, TestResult.self), testResults,
        ]
    }

    private var testSetAnswerKey: Method<Guest> {
        writing(.testSetAnswerKey) { parameters throws(RPCError) in
            let test = try parameters.name("testId", of: SchoolTest.self)
            let choices = try parameters.answersIfPresent("mcq") ?? AnswerMap()
            let numbers = try parameters.answersIfPresent("numeric") ?? AnswerMap()
            let written = try parameters.stringIfPresent("written")
            return { scope, context throws(ServiceError) in
                try SetAnswerKey(
                    of: test.resolve(in: scope),
                    choices: choices,
                    numbers: numbers,
                    written: written
                ).run(in: &scope, as: context)
            }
        } _: { (key: TestAnswerKey, output) in
            output.append(row: key)
        }
    }

    private var testAssign: Method<Guest> {
        writing(.testAssign) { parameters throws(RPCError) in
            let test = try parameters.name("testId", of: SchoolTest.self)
            let groups = try parameters.namesIfPresent("groupIds", of: Group.self) ?? []
            let students = try parameters.namesIfPresent("studentIds", of: User.self) ?? []
            let from = try parameters.instantIfPresent("from")
            let to = try parameters.instantIfPresent("to")
            return { scope, context throws(ServiceError) in
                try AssignTest(
                    test.resolve(in: scope),
                    groups: groups.resolve(in: scope),
                    students: students.resolve(in: scope),
                    from: from,
                    to: to
                ).run(in: &scope, as: context)
            }
        } _: { (rows: [TestAssignment], output) in
            output.append("assignments", rows: rows)
        }
    }

    private var testUnassign: Method<Guest> {
        writing(.testUnassign) { parameters throws(RPCError) in
            let test = try parameters.name("testId", of: SchoolTest.self)
            let groups = try parameters.namesIfPresent("groupIds", of: Group.self) ?? []
            let students = try parameters.namesIfPresent("studentIds", of: User.self) ?? []
            return { scope, context throws(ServiceError) in
                try UnassignTest(
                    test.resolve(in: scope),
                    groups: groups.resolve(in: scope),
                    students: students.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (count: Int, output) in
            output.append("{\"removed\":")
            output.append(number: Int64(count))
            output.append("}")
        }
    }

    // MARK: - Attempts

    private var testStart: Method<Guest> {
        writing(.testStart) { parameters throws(RPCError) in
            let test = try parameters.name("testId", of: SchoolTest.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            return { scope, context throws(ServiceError) in
                let student = try student.resolve(in: scope)
                return try StartTest(
                    test.resolve(in: scope),
                    student: Self.student(student, context),
                    cohort: cohort.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (attempt: TestAttempt, output) in
            output.append(row: attempt)
        }
    }

    private var testSaveAnswers: Method<Guest> {
        writing(.testSaveAnswers) { parameters throws(RPCError) in
            let attempt = try parameters.name("attemptId", of: TestAttempt.self)
            let version = try parameters.countIfPresent("ifVersion")
            guard let answers = try parameters.answersIfPresent("answers") else {
                throw parameters.invalid("answers", "missing")
            }
            return { scope, context throws(ServiceError) in
                try SaveAnswers(of: attempt.resolve(in: scope), answers, ifVersion: version)
                    .run(in: &scope, as: context)
            }
        } _: { (attempt: TestAttempt, output) in
            output.append(row: attempt)
        }
    }

    private var testSubmit: Method<Guest> {
        writing(.testSubmit) { parameters throws(RPCError) in
            let attempt = try parameters.name("attemptId", of: TestAttempt.self)
            let answers = try parameters.answersIfPresent("answers")
            return { scope, context throws(ServiceError) in
                try SubmitTest(attempt.resolve(in: scope), answers).run(in: &scope, as: context)
            }
        } _: { (attempt: TestAttempt, output) in
            output.append(row: attempt)
        }
    }

    private var testGrade: Method<Guest> {
        writing(.testGrade) { parameters throws(RPCError) in
            let attempt = try parameters.name("attemptId", of: TestAttempt.self)
            let score = try parameters.money("score")
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                try GradeTest(attempt.resolve(in: scope), score, ifVersion: version)
                    .run(in: &scope, as: context)
            }
        } _: { (attempt: TestAttempt, output) in
            output.append(row: attempt)
        }
    }
}
