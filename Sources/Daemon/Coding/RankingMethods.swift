internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var codingRanking: Method<Guest> {
        let house = self
        return gathering(.codingRanking) { parameters throws(RPCError) in
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            let topic = try parameters.nameIfPresent("topicId", of: CodingTopic.self)
            var asked = CodingRanking()
            asked.from = try parameters.instantIfPresent("from")
            asked.to = try parameters.instantIfPresent("to")
            asked.search = try parameters.stringIfPresent("search").map(house.collator.fold)
            asked.includesRuns = try parameters.bool("includeRuns", default: false)
            let words = CodingRanking.Order.allCases.map(\.rawValue)
            if let word = try parameters.wordIfPresent("sort", of: words) {
                asked.order = CodingRanking.Order(rawValue: word) ?? .solved
            }
            let given = asked
            return { guest, view throws(ServiceError) in
                var ranking = given
                ranking.group = try guest.ownerIfNamed(group, in: view)?.id
                ranking.topic = try guest.ownerIfNamed(topic, in: view)?.id
                let entries = EntryCount()
                let items = try ranking.lines(in: view, counting: entries)
                return Gathered(
                    index: CodingSubmission.ByStudentAndTime.name,
                    entries: entries,
                    items: items,
                    id: { $0.studentID.rawValue },
                    write: { $0.write(to: &$1) }
                )
            }
        }
    }
}

extension CodingRanking.Line {
    fileprivate func write(to fields: inout ListFields) {
        fields.field("studentId", studentID)
        fields.field("fullName", fullName)
        fields.field("solved", solved)
        fields.field("attempts", attempts)
        if fields.wants("perTask") { fields.field("perTask", json) }
        fields.field("lastActivity", lastActivity)
    }

    private var json: JSONText {
        var output = OutputBuffer(capacity: 256)
        output.append("[")
        for task in perTask {
            output.append("{\"taskId\":")
            output.append(number: Int64(task.taskID.rawValue))
            output.append(",")
            output.member("attempts", task.attempts)
            output.append(task.isSolved ? "\"solved\":true}," : "\"solved\":false},")
        }
        output.removeTrailingComma()
        output.append("]")
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}
