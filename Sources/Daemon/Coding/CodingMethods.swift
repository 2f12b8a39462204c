internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var codingMethods: [Method<Guest>] {
        [
            creating(.codingTopicCreate, CodingTopic.self), codingTopicList, codingTopicArchive,
            deleting(.codingTopicDelete) { (id: ID<CodingTopic>) in DeleteRow(id) },
            creating(.codingTaskCreate, CodingTask.self),
            getting(.codingTaskGet, of: CodingTask.self),
            updating(.codingTaskUpdate, CodingTask.self, like: .codingTaskCreate),
            changing(.codingTaskDelete) { (id: ID<CodingTask>) in SoftDeleteRow(id) },
            changing(.codingTaskRestore) { (id: ID<CodingTask>) in RestoreRow(id) },
            codingTaskList, codingTestCaseSet, codingTestCaseList,
            changing(.codingTestCaseDelete) { (id: ID<CodingTestCase>) in DeleteTestCase(id) },
            codingImport, codingExport, codingSubmissionCreate,
            gettingInPart(.codingSubmissionGet, of: CodingSubmission.self),
            codingSubmissionList, codingRanking, codingProgress,
        ]
    }

    private var codingTopicArchive: Method<Guest> {
        writing(.codingTopicArchive) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: CodingTopic.self)
            let isArchived = try parameters.bool("archived", default: true)
            return { scope, context throws(ServiceError) in
                try UpdateRow(id.resolve(in: scope)) { $0.isArchived = isArchived }
                    .run(in: &scope, as: context)
            }
        } _: { (topic: CodingTopic, output) in
            output.append(row: topic)
        }
    }

    private var codingTestCaseSet: Method<Guest> {
        writing(.codingTestCaseSet) { parameters throws(RPCError) in
            let task = try parameters.name("taskId", of: CodingTask.self)
            let cases = try parameters.testCases("cases")
            return { scope, context throws(ServiceError) in
                try SetTestCases(of: task.resolve(in: scope), cases).run(in: &scope, as: context)
            }
        } _: { (cases: [CodingTestCase], output) in
            output.append("items", rows: cases)
        }
    }

    private var codingSubmissionCreate: Method<Guest> {
        writing(.codingSubmissionCreate) { parameters throws(RPCError) in
            var patch = try parameters.patch(of: .codingSubmissionCreate)
            guard let code = patch["submittedCode"] ?? patch["code"] else {
                throw parameters.invalid("submittedCode", "missing")
            }
            patch["submittedCode"] = code
            let given = patch
            return { scope, context throws(ServiceError) in
                var row = try given.row(CodingSubmission.self, in: scope)
                let student = given["studentId"] == nil ? nil : row.studentID
                row.studentID = try Self.student(student, context)
                return try CreateSubmission(row).run(in: &scope, as: context).submission
            }
        } _: { (submission: CodingSubmission, output) in
            output.append(row: submission)
        }
    }

    private var codingImport: Method<Guest> {
        writing(.codingImport) { parameters throws(RPCError) in
            let topic = try parameters.nameIfPresent("topicId", of: CodingTopic.self)
            let items = try parameters.codingTasks()
            return { scope, context throws(ServiceError) in
                try ImportCoding(items, topic: topic.resolve(in: scope))
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: ImportCoding.Outcome, output) in
            output.append("{")
            output.member("created", outcome.tasks.count)
            output.member("testCases", outcome.testCases)
            output.append("\"tasks\":")
            output.append(rows: outcome.tasks)
            output.append("}")
        }
    }
}

extension Parameters {
    /// Cases of a coding task; those of another system too.
    fileprivate func testCases(_ name: StaticString) throws(RPCError) -> [TestCaseDraft] {
        var elements = try elements(name)
        var cases: [TestCaseDraft] = []
        while let element = elements.next() {
            let item = try object(
                element,
                at: cases.count,
                of: name,
                fields: [
                    "id", "input", "expected", "expectedOutput", "explanation", "isSample",
                    "isHidden",
                ]
            )
            let isHidden = try item.bool("isHidden", default: false)
            var draft = TestCaseDraft(
                input: try item.string("input"),
                expected: try item.stringIfPresent("expectedOutput") ?? "",
                explanation: try item.stringIfPresent("explanation"),
                isSample: try item.bool("isSample", default: !isHidden)
            )
            if !item.has("expectedOutput") { draft.expected = try item.string("expected") }
            if let id = try item.countIfPresent("id", in: 1...Int(ID<CodingTestCase>.maximum)) {
                draft.id = ID(UInt64(id))
            }
            cases.append(draft)
        }
        return cases
    }

    /// The tasks of an import.
    fileprivate func codingTasks() throws(RPCError) -> [ImportCoding.Item] {
        var elements = try elements("tasks")
        var items: [ImportCoding.Item] = []
        while let element = elements.next() {
            let item = try object(
                element,
                at: items.count,
                of: "tasks",
                fields: [
                    "title", "description", "starterCode", "initialCode", "difficulty", "points",
                    "orderIndex", "topicName", "testCases",
                ]
            )
            let initial = try item.stringIfPresent("initialCode")
            let starter = try item.stringIfPresent("starterCode")
            let task = CodingTask(
                topicName: try item.stringIfPresent("topicName"),
                title: try item.string("title"),
                description: try item.stringIfPresent("description") ?? "",
                starterCode: starter ?? initial ?? "",
                difficulty: try item.choiceIfPresent("difficulty") ?? .easy,
                points: try item.countIfPresent("points"),
                orderIndex: try item.countIfPresent("orderIndex")
            )
            let cases = item.has("testCases") ? try item.testCases("testCases") : []
            items.append(ImportCoding.Item(task, cases))
        }
        return items
    }
}
