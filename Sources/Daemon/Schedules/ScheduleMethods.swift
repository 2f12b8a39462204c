internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var scheduleMethods: [Method<Guest>] {
        [
            scheduleStatus, scheduleUnlocked, scheduleList, scheduleNext, scheduleCalendar,
            scheduleSet, scheduleGenerate, scheduleRemove, scheduleShift, progressSet,
        ] + progressMethods
    }

    // MARK: - Writing

    private var scheduleSet: Method<Guest> {
        writing(.scheduleSet) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let module = try parameters.name("moduleId", of: Module.self)
            let unlock = try parameters.day("unlockDate")
            let lock = try parameters.dayIfPresent("lockDate")
            let note = try parameters.stringIfPresent("note")
            return { scope, context throws(ServiceError) in
                try SetSchedule(
                    cohort: cohort.resolve(in: scope),
                    module: module.resolve(in: scope),
                    unlockDate: unlock,
                    lockDate: lock,
                    note: note
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: SetSchedule.Outcome, output) in
            output.append(row: outcome.schedule) { $0.field("created", outcome.isNew) }
        }
    }

    private var scheduleGenerate: Method<Guest> {
        writing(.scheduleGenerate) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let start = try parameters.dayIfPresent("start")
            let every = try parameters.countIfPresent("every", in: 0...3_650) ?? 7
            let lockAfter = try parameters.countIfPresent("lockAfter", in: 0...3_650)
            let replaces = try parameters.bool("replace", default: false)
            return { scope, context throws(ServiceError) in
                try GenerateSchedule(
                    cohort: cohort.resolve(in: scope),
                    start: start,
                    everyDays: every,
                    lockAfterDays: lockAfter,
                    replaces: replaces
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: GenerateSchedule.Outcome, output) in
            output.append("{\"items\":")
            output.append(rows: outcome.schedules)
            output.append(",")
            output.member("created", outcome.created)
            output.member("updated", outcome.updated)
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var progressSet: Method<Guest> {
        writing(.progressSet) { parameters throws(RPCError) in
            let lesson = try parameters.name("lessonId", of: Lesson.self)
            let student = try parameters.name("studentId", of: User.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let isSet = parameters.value("completed")?.bool
            if parameters.has("completed"), isSet == nil {
                _ = try parameters.bool("completed", default: false)
            }
            let position = try parameters.countIfPresent("videoPosition")
            let spent = try parameters.countIfPresent("timeSpent") ?? 0
            let isWatch = try parameters.bool("watch", default: false)
            return { scope, context throws(ServiceError) in
                try SetProgress(
                    user: student.resolve(in: scope),
                    lesson: lesson.resolve(in: scope),
                    cohort: cohort.resolve(in: scope),
                    completed: isSet,
                    videoPositionSeconds: position,
                    timeSpentSeconds: spent,
                    isWatch: isWatch
                ).run(in: &scope, as: context).progress
            }
        } _: { (progress: LessonProgress, output) in
            output.append(row: progress)
        }
    }
}
