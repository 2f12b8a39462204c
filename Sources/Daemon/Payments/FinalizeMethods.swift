internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var finalizeMethods: [Method<Guest>] { [attendanceFinalize, attendanceUnlock] }

    private var attendanceFinalize: Method<Guest> {
        writing(.attendanceFinalize) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let date = try parameters.day("date")
            return { scope, context throws(ServiceError) in
                try FinalizeLesson(group.resolve(in: scope), on: date)
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: FinalizeLesson.Outcome, output) in
            output.append("{\"held\":")
            output.append(row: outcome.held)
            output.append(",\"charged\":[")
            for charge in outcome.charged {
                output.append(charge.studentID, charge.delta, charge.newBalance)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]}")
        }
    }

    private var attendanceUnlock: Method<Guest> {
        writing(.attendanceUnlock) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let date = try parameters.day("date")
            return { scope, context throws(ServiceError) in
                try UnlockLesson(group.resolve(in: scope), on: date).run(in: &scope, as: context)
            }
        } _: { (held: LessonHeld, output) in
            output.append(row: held)
        }
    }
}
