internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var enrollmentBulkCreate: Method<Guest> {
        writing(.enrollmentBulkCreate) { parameters throws(RPCError) in
            let course = try parameters.course()
            let students = try parameters.names("studentIds", of: User.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let isAtomic = try parameters.bool("atomic", default: true)
            return { scope, context throws(ServiceError) in
                try BulkCreateEnrollments(
                    course: course.resolve(in: scope, of: scope.home(context), context),
                    cohort: cohort.resolve(in: scope),
                    students: students.resolve(in: scope),
                    isAtomic: isAtomic
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: BulkOutcome, output) in
            output.append("{")
            output.member("created", outcome.created.count)
            output.member("reactivated", outcome.reactivated.count)
            output.member("already", outcome.already.count)
            output.append("\"createdIds\":")
            output.append(ids: outcome.created)
            output.append(",\"reactivatedIds\":")
            output.append(ids: outcome.reactivated)
            output.append(",\"alreadyIds\":")
            output.append(ids: outcome.already)
            output.append(",\"failed\":")
            output.append(failed: outcome.failed)
            output.append("}")
        }
    }

    var enrollmentBulkRemove: Method<Guest> {
        writing(.enrollmentBulkRemove) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let students = try parameters.names("studentIds", of: User.self)
            let isHard = try parameters.bool("hard", default: false)
            let isAtomic = try parameters.bool("atomic", default: true)
            return { scope, context throws(ServiceError) in
                try BulkRemoveEnrollments(
                    course: course.resolve(in: scope),
                    students: students.resolve(in: scope),
                    isHard: isHard,
                    isAtomic: isAtomic
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: BulkRemoveEnrollments.Outcome, output) in
            output.append("{")
            output.member("removed", outcome.removed.count)
            output.append("\"removedIds\":")
            output.append(ids: outcome.removed)
            output.append(",\"failed\":")
            output.append(failed: outcome.failed)
            output.append("}")
        }
    }

    var enrollmentStats: Method<Guest> {
        getting(.enrollmentStats) { parameters throws(RPCError) in
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            return { guest, view, fields throws(ServiceError) in
                let course = try guest.ownerIfNamed(course, in: view)?.id
                var counts = Enrollment.Status.allCases.map { _ in 0 }
                let walk =
                    course.map { KeyRange(.courseStudents, owner: $0.rawValue) }
                    ?? ByID<Enrollment>.range
                let index: any ListIndex<Enrollment> =
                    course == nil
                    ? ByID<Enrollment>() : Through(Enrollment.ByCourseAndStudent.self)
                var fetched = 0
                try walk.forEach(in: view, reversed: false) {
                    (_, key, content) throws(ServiceError) in
                    guest.desk.trace?.entriesVisited += 1
                    let row = try index.row(
                        key: key,
                        content: content,
                        in: view,
                        fetched: &fetched
                    )
                    if let row, try guest.isVisible(row, in: view) {
                        counts[Int(row.status.rawValue)] += 1
                    }
                    return true
                }
                guest.desk.trace?.index = index.name
                guest.desk.trace?.rowsFetched += fetched
                fields.field("total", counts.reduce(0, +))
                for status in Enrollment.Status.allCases {
                    fields.field(status.name, counts[Int(status.rawValue)])
                }
            }
        }
    }
}
