internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var courseMethods: [Method<Guest>] {
        [
            creating(.courseCreate) { (row: Course) in CreateCourse(CourseDraft(row)) },
            updating(.courseUpdate, like: .courseCreate) { (id: ID<Course>, version, row) in
                UpdateCourse(id, ifVersion: version) { $0 = CourseDraft(row) }
            },
            coursePublish, courseDelete, courseList, courseGet, courseAvailableCohorts,
            moduleCreate, moduleList, getting(.moduleGet, of: Module.self),
            updating(.moduleUpdate, like: .moduleCreate, fixed: ["courseId"]) {
                (id: ID<Module>, version, row) in
                UpdateModule(id, ifVersion: version) { $0 = ModuleDraft(row) }
            },
            ordering(.moduleReorder, of: "courseId", "moduleIds") { ReorderModules(of: $0, $1) },
            deleting(.moduleDelete, byForce: DeleteModule.init),
            lessonCreate, lessonList, getting(.lessonGet, of: Lesson.self),
            updating(.lessonUpdate, like: .lessonCreate, fixed: ["moduleId"]) {
                (id: ID<Lesson>, version, row) in
                UpdateLesson(id, ifVersion: version) { $0 = LessonDraft(row) }
            },
            ordering(.lessonReorder, of: "moduleId", "lessonIds") { ReorderLessons(of: $0, $1) },
            deleting(.lessonDelete, byForce: DeleteLesson.init),
            lessonNext, lessonAccess,
        ]
    }

    private var coursePublish: Method<Guest> {
        writing(.coursePublish) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Course.self)
            let isPublished = try parameters.bool("published", default: true)
            return { scope, context throws(ServiceError) in
                try UpdateCourse(id.resolve(in: scope)) { $0.isPublished = isPublished }
                    .run(in: &scope, as: context)
            }
        } _: { (course: Course, output) in
            output.append(row: course)
        }
    }

    private var courseDelete: Method<Guest> {
        writing(.courseDelete) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Course.self)
            let isForced = try parameters.bool("force", default: false)
            return { scope, context throws(ServiceError) in
                try DeleteCourse(id.resolve(in: scope), isForced: isForced)
                    .run(in: &scope, as: context)
            }
        } _: { (counts: [Table: Int], output) in
            output.append("{\"deleted\":")
            output.append(counts)
            output.append("}")
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
