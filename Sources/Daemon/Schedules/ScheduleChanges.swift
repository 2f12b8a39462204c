internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var scheduleRemove: Method<Guest> {
        writing(.scheduleRemove) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let module = try parameters.name("moduleId", of: Module.self)
            return { scope, context throws(ServiceError) in
                try RemoveSchedule(
                    cohort: cohort.resolve(in: scope),
                    module: module.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (row: CohortSchedule, output) in
            output.append(row: row)
        }
    }

    var scheduleShift: Method<Guest> {
        writing(.scheduleShift) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let days = try parameters.integer("days")
            let from = try parameters.dayIfPresent("from")
            guard let days = Int(exactly: days), (-36_600...36_600).contains(days) else {
                throw parameters.invalid("days", "range", hint: "-36600 to 36600")
            }
            return { scope, context throws(ServiceError) in
                try ShiftSchedule(cohort: cohort.resolve(in: scope), days: days, from: from)
                    .run(in: &scope, as: context)
            }
        } _: { (rows: [CohortSchedule], output) in
            output.append("items", rows: rows)
        }
    }
}
