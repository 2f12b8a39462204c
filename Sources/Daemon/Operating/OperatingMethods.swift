internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

// What an operator does to the school as a whole.
extension House {
    var operatingMethods: [Method<Guest>] {
        [
            adminValidate, adminRecount, cohortRefreshRoster, adminBackup, adminCompact, adminSeed,
            adminMigrate, adminStats,
        ]
    }

    private var cohortRefreshRoster: Method<Guest> {
        writing(.cohortRefreshRoster) { parameters throws(RPCError) in
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            return { scope, context throws(ServiceError) in
                let id = try cohort?.resolve(in: scope)
                return try RefreshRoster(id).run(in: &scope, as: context)
            }
        } _: { (outcome: RefreshRoster.Outcome, output) in
            output.append("{")
            output.member("recomputed", outcome.recomputed)
            output.member("corrected", outcome.corrected)
            output.removeTrailingComma()
            output.append("}")
        }
    }
}
