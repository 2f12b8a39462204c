public import Engine
public import Records
public import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The lesson that comes behind another one in its course, or nil behind the last.
    ///
    /// By the schedule of a cohort, lessons of modules that are locked on the day are left out; lessons that
    /// are hidden from whoever looks always are.
    public borrowing func lesson(
        after id: ID<Lesson>,
        cohort: ID<Cohort>? = nil,
        on day: Day
    ) throws(ServiceError) -> Lesson? {
        let known = try subject(id)
        if let cohort {
            let course = try subject(cohort).courseID
            try Cohort.table.require(course == known.courseID, "cohortId", "sameCourse")
        }
        var isBehind = false
        // The rest of the module, then the modules behind it.
        for module in try modules(of: known.courseID) where isBehind || module.id == known.moduleID
        {
            let isOpen = try isUnlocked(module.id, of: cohort, on: day)
            for lesson in try lessons(of: module.id) {
                if isBehind, isOpen, try isVisible(lesson) { return lesson }
                if lesson.id == id { isBehind = true }
            }
        }
        return nil
    }

    private borrowing func isUnlocked(
        _ module: ID<Module>,
        of cohort: ID<Cohort>?,
        on day: Day
    ) throws(ServiceError) -> Bool {
        guard let cohort else { return true }
        return try schedule(of: cohort, module: module)?.isUnlocked(on: day) ?? true
    }
}
