internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

// Sums over cohorts: all that fit are walked.
extension House {
    var cohortStats: Method<Guest> {
        let house = self
        return reading(.cohortStats) { guest, parameters, output throws(RPCError) in
            let filters = try CohortFilters(parameters, house)
            var ids: [UInt64] = []
            var statuses = [Int](repeating: 0, count: Cohort.Status.allCases.count)
            var students: Int64 = 0
            try guest.desk.read { view throws(ServiceError) in
                var plan = house.everyCohort
                try filters.resolve(for: guest, in: view).narrow(&plan, chosen: [])
                _ = try plan.forEach(for: guest, in: view) { row in
                    ids.append(row.id.rawValue)
                    statuses[Int(row.status.rawValue)] += 1
                }
                do throws(StoreError) {
                    for id in ids {
                        students += try view.amounts(CohortCounters.self, owner: id)[1]
                    }
                } catch { throw ServiceError(error) }
            }
            output.append("{")
            output.member("totalGroups", ids.count)
            output.member("totalStudents", Int(students))
            output.member("averageGroupSize", Tenths(students, of: Int64(ids.count)).text)
            output.append("\"byStatus\":{")
            for status in Cohort.Status.allCases {
                output.member("\(status.name)", statuses[Int(status.rawValue)])
            }
            output.removeTrailingComma()
            output.append("}}")
        }
    }

    var cohortLookups: Method<Guest> {
        let house = self
        return reading(.cohortLookups) { guest, _, output throws(RPCError) in
            var words = [Set<String>](repeating: [], count: 3)
            var organizations: Set<ID<Organization>> = []
            var tutors: Set<ID<User>> = []
            try guest.desk.read { view throws(ServiceError) in
                _ = try house.everyCohort.forEach(for: guest, in: view) { row in
                    for (place, word) in [row.educationLevel, row.educationType, row.language]
                        .enumerated()
                    {
                        if let word { words[place].insert(word) }
                    }
                    if let id = row.organizationID { organizations.insert(id) }
                    if let id = row.tutorID { tutors.insert(id) }
                }
                for (name, words) in zip(["levels", "types", "languages"], words) {
                    output.append(name == "levels" ? "{" : ",")
                    output.append(text: name)
                    output.append(":")
                    output.append(texts: words.sorted())
                }
                output.append(",\"organizations\":[")
                for id in organizations.sorted() {
                    let row: Organization = try view.required(id)
                    guard try guest.isVisible(row, in: view) else { continue }
                    output.append(id: id.rawValue, named: row.name)
                }
                output.removeTrailingComma()
                output.append("],\"tutors\":[")
                for id in tutors.sorted() {
                    let row: User = try view.required(id)
                    guard try guest.isVisible(row, in: view) else { continue }
                    output.append(id: id.rawValue, named: row.fullName.text)
                }
                output.removeTrailingComma()
                output.append("]}")
            }
        }
    }

    private var everyCohort: ListPlan<Cohort> {
        var plan = ListPlan<Cohort>(Through(Cohort.ByStart.self), KeyRange(.cohortsByStart))
        let today = today
        plan.adjust = { $0.status = $0.status(on: today) }
        return plan
    }
}

extension OutputBuffer {
    /// An object with an id and a name, and the comma behind it.
    fileprivate mutating func append(id: UInt64, named name: String) {
        append("{\"id\":")
        append(number: Int64(id))
        append(",\"name\":")
        append(text: name)
        append("},")
    }

    fileprivate mutating func member(_ name: String, _ number: Int) {
        append(text: name)
        append(":")
        append(number: Int64(number))
        append(",")
    }
}
