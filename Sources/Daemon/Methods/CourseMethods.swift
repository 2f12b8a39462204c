internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var courseMethods: [Method<Guest>] {
        [
            courseCreate, courseList, courseGet, moduleCreate, moduleList,
            getting(.moduleGet, of: Module.self), lessonCreate, lessonList,
            getting(.lessonGet, of: Lesson.self),
        ]
    }

    private var courseCreate: Method<Guest> {
        writing(.courseCreate) { parameters throws(RPCError) in
            var draft = CourseDraft(name: try parameters.string("name"))
            draft.slug = try parameters.stringIfPresent("slug")
            draft.description = try parameters.stringIfPresent("description")
            draft.isPublished = try parameters.bool("isPublished", default: false)
            draft.isCohortBased = try parameters.bool("isCohortBased", default: false)
            draft.defaultDurationWeeks =
                try parameters.countIfPresent("defaultDurationWeeks") ?? draft.defaultDurationWeeks
            draft.enrollmentType =
                try parameters.choiceIfPresent("enrollmentType") ?? draft.enrollmentType
            let organization = try parameters.nameIfPresent(
                "organizationId",
                of: Organization.self
            )
            let course = draft
            return { scope, context throws(ServiceError) in
                var draft = course
                draft.organizationID = try organization.resolve(in: scope)
                return try CreateCourse(draft).run(in: &scope, as: context)
            }
        } _: { (course: Course, output) in
            output.append(row: course)
        }
    }

    private var moduleCreate: Method<Guest> {
        writing(.moduleCreate) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let draft = ModuleDraft(
                title: try parameters.string("title"),
                description: try parameters.stringIfPresent("description"),
                orderIndex: try parameters.countIfPresent("orderIndex")
            )
            return { scope, context throws(ServiceError) in
                try CreateModule(in: course.resolve(in: scope), draft)
                    .run(in: &scope, as: context)
            }
        } _: { (module: Module, output) in
            output.append(row: module)
        }
    }

    private var lessonCreate: Method<Guest> {
        writing(.lessonCreate) { parameters throws(RPCError) in
            let module = try parameters.name("moduleId", of: Module.self)
            var draft = LessonDraft(
                title: try parameters.string("title"),
                slug: try parameters.stringIfPresent("slug"),
                orderIndex: try parameters.countIfPresent("orderIndex")
            )
            draft.durationMinutes = try parameters.countIfPresent("durationMinutes")
            draft.isPreview = try parameters.bool("isPreview", default: false)
            let lesson = draft
            return { scope, context throws(ServiceError) in
                try CreateLesson(in: module.resolve(in: scope), lesson)
                    .run(in: &scope, as: context)
            }
        } _: { (lesson: Lesson, output) in
            output.append(row: lesson)
        }
    }
}
