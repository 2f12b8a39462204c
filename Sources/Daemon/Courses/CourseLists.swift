internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var courseList: Method<Guest> {
        let house = self
        return listing(.courseList, of: Course.self) { parameters throws(RPCError) in
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let teacher = try parameters.nameIfPresent("teacherId", of: User.self)
            let published = try parameters.boolIfPresent("published")
            let archived = try parameters.boolIfPresent("archived")
            let type = try parameters.choiceIfPresent(
                "enrollmentType",
                of: Course.EnrollmentType.self
            )
            let isMine = try parameters.bool("enrolled", default: false)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let sort = try parameters.wordIfPresent("sort", of: ["name", "created"])
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let organization = try guest.home(organization, in: view)
                let teacher = try guest.ownerIfNamed(teacher, in: view)?.id
                let isByName = sort != "created"
                let me = isMine ? try Self.orMe(nil, house.person(guest), "enrolled") : nil
                var plan = ListPlan<Course>(
                    house.courses(of: organization, teacher, me, published, isByName: isByName)
                )
                plan.walk.isReversed = isDescending
                let isOwned = teacher != nil || isMine
                if isOwned { plan.sorting = ListSorting { $0.place(isByName: isByName) } }
                if isOwned || !isByName {
                    plan.filter("organizationId", organization) { $0.organizationID == $1 }
                }
                if isOwned || isByName {
                    plan.filter("published", published) { $0.isPublished == $1 }
                }
                if isMine { plan.filter("teacherId", teacher) { $0.createdBy == $1 } }
                plan.filter("archived", archived) { $0.isArchived == $1 }
                plan.filter("enrollmentType", type) { $0.enrollmentType == $1 }
                plan.filter("search", search) { row, text in
                    row.name.folded.contains(text) || row.slug?.contains(text) == true
                }
                return plan
            }
        }
    }

    private func courses(
        of organization: ID<Organization>?,
        _ teacher: ID<User>?,
        _ student: ID<User>?,
        _ published: Bool?,
        isByName: Bool
    ) -> ListWalk<Course> {
        if let student {
            let range = KeyRange(.userEnrollments, owner: student.rawValue)
            return ListWalk(CoursesTaken(), range)
        }
        if let teacher {
            let range = KeyRange(.createdCourses, owner: teacher.rawValue)
            return ListWalk(Through(Course.ByCreator.self), range)
        }
        guard isByName else {
            let flags: [UInt8] = published.map { [$0 ? 1 : 0] } ?? [0, 1]
            return ListWalk(
                Through(Course.ByPublication.self),
                flags.map { flag in KeyRange(.publishedCourses) { $0.append(byte: flag) } }
            )
        }
        return ListWalk(
            Through(Course.ByOrganizationAndName.self),
            ranges(.organizationCourses, of: organization)
        )
    }

    var courseGet: Method<Guest> {
        let house = self
        return getting(.courseGet) { parameters throws(RPCError) in
            let id = try parameters.nameIfPresent("id", of: Course.self)
            let slug = try parameters.stringIfPresent("slug")
            guard (id == nil) != (slug == nil) else {
                throw parameters.invalid("id", id == nil ? "missing" : "conflict")
            }
            return { guest, view, fields throws(ServiceError) in
                let found: Course?
                if let id {
                    found = try view.required(id.resolve(in: view))
                } else {
                    found = try house.course(slug: slug ?? "", in: view)
                }
                guard let course = found, try guest.isVisible(course, in: view) else {
                    throw .notFound(Course.table, id: 0)
                }
                guest.desk.trace?.found("\(Course.table.name)")
                course.write(to: &fields)
                guard fields.wants("modules") else { return }
                fields.field("modules", try house.tree(of: course, for: guest, in: view))
            }
        }
    }

    private func course(
        slug: String,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Course? {
        var key = KeyBuffer()
        key.begin(.courseSlugs)
        key.append(text: slug)
        do throws(StoreError) {
            return try view.row(through: Course.BySlug.self, at: key.bytes)
        } catch { throw ServiceError(error) }
    }

    /// The modules of a course, each with its lessons.
    private func tree(
        of course: Course,
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> JSONText {
        let house = self
        var plan = modules(of: course)
        plan.write = { (module, view, fields) throws(ServiceError) in
            module.write(to: &fields)
            fields.field("lessons", try house.lessons(of: module).text(for: guest, in: view))
        }
        return try plan.text(for: guest, in: view)
    }

    private func modules(of course: Course) -> ListPlan<Module> {
        ListPlan(
            Through(Module.ByCourseAndOrder.self),
            KeyRange(.courseModules, owner: course.id.rawValue)
        )
    }

    private func lessons(of module: Module) -> ListPlan<Lesson> {
        ListPlan(
            Through(Lesson.ByModuleAndOrder.self),
            KeyRange(.moduleLessons, owner: module.id.rawValue)
        )
    }

    var moduleList: Method<Guest> {
        let house = self
        return listing(.moduleList, of: Module.self) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            return { guest, view throws(ServiceError) in
                try house.modules(of: guest.owner(course, in: view))
            }
        }
    }

    var lessonList: Method<Guest> {
        let house = self
        return listing(.lessonList, of: Lesson.self) { parameters throws(RPCError) in
            let module = try parameters.name("moduleId", of: Module.self)
            return { guest, view throws(ServiceError) in
                try house.lessons(of: guest.owner(module, in: view))
            }
        }
    }
}

/// The courses that somebody takes now, by the enrollments.
private struct CoursesTaken: ListIndex {
    var name: String { "\(Enrollment.table.name)" }
    var passesOver: String? { "enrolled" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Course? {
        let enrollment = try Rows<Enrollment>()
            .row(key: key, content: content, in: view, fetched: &fetched)
        guard let enrollment, enrollment.status == .active else { return nil }
        fetched += 1
        do throws(StoreError) { return try view.row(enrollment.courseID) } catch {
            throw ServiceError(error)
        }
    }
}

extension Course {
    /// Where a course stands among others that are gathered.
    fileprivate func place(isByName: Bool) -> [UInt8] {
        KeyRange.suffix { key in
            if isByName { key.append(text: name.folded) }
            key.append(id)
        }
    }
}
