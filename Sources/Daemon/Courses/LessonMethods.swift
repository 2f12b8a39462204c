internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

// What a student may open, and where a student may go on.
extension House {
    var lessonNext: Method<Guest> {
        let house = self
        return reading(.lessonNext) { guest, parameters, output throws(RPCError) in
            let lesson = try parameters.name("lessonId", of: Lesson.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let next = try guest.desk.read { view throws(ServiceError) in
                try view.lesson(
                    after: lesson.resolve(in: view),
                    cohort: cohort.resolve(in: view),
                    on: house.today
                )
            }
            output.append("{\"lesson\":")
            output.append(optional: next)
            output.append("}")
        }
    }

    var lessonAccess: Method<Guest> {
        let house = self
        return getting(.lessonAccess) { parameters throws(RPCError) in
            let lesson = try parameters.name("lessonId", of: Lesson.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            return { guest, view, fields throws(ServiceError) in
                let user = try Self.orMe(user.resolve(in: view), house.person(guest), "userId")
                let access = try view.access(
                    of: user,
                    to: lesson.resolve(in: view),
                    on: house.today
                )
                fields.field("canAccess", access.canAccess)
                fields.field("moduleUnlocked", access.moduleUnlocked)
                fields.field("isEnrolled", access.isEnrolled)
                fields.field("reason", access.reason.rawValue)
            }
        }
    }

    /// Those who are looking for a seat see cohorts that are not over, and have one.
    var courseAvailableCohorts: Method<Guest> {
        let house = self
        return listing(.courseAvailableCohorts, of: Cohort.self) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let showsFull = try parameters.bool("full", default: false)
            let today = house.today
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(course, in: view).id.rawValue
                let range = KeyRange(.courseCohorts, owner: owner)
                var plan = ListPlan<Cohort>(
                    // The keys hold days the latest first.
                    ListWalk(Through(Cohort.ByCourseAndStart.self), range, reversed: true)
                ) { (row, view, fields) throws(ServiceError) in
                    row.write(to: &fields)
                    guard fields.wants("seatsLeft") else { return }
                    fields.field("seatsLeft", try view.seatsLeft(in: row))
                }
                plan.adjust = { $0.status = $0.status(on: today) }
                plan.filter("isActive") { $0.isActive }
                plan.filter("status") { $0.status == .upcoming || $0.status == .active }
                if !showsFull {
                    plan.filter(
                        "full",
                        seeing: { (row, view) throws(ServiceError) in
                            try view.seatsLeft(in: row) != 0
                        }
                    )
                }
                return plan
            }
        }
    }
}

extension LMDBReader.View {
    /// How many students a cohort can take still; nil where there is no end of seats.
    fileprivate borrowing func seatsLeft(in cohort: Cohort) throws(ServiceError) -> Int? {
        guard let maximum = cohort.maxStudents else { return nil }
        do throws(StoreError) {
            let sums = try amounts(CohortCounters.self, owner: cohort.id.rawValue)
            return max(0, maximum - Int(sums[1]))
        } catch { throw ServiceError(error) }
    }
}
