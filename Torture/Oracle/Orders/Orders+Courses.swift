internal import Records
package import SchoolModel

extension Course {
    package static let orders: [Order<Course>] = [
        Order(ByOrganizationAndName.self) {
            (
                head(0x08, owner: $0.organizationID?.rawValue ?? 0, section: 0x05),
                Fields().then($0.name.folded)
            )
        },
        Order(BySlug.self) { course in
            course.slug.map { (head(0x0b, section: 0x07), Fields().then($0)) }
        },
        Order(ByCreator.self) { course in
            course.createdBy.map {
                (head(0x03, owner: $0.rawValue, section: 0x23), .of(course.id.rawValue))
            }
        },
        Order(ByPublication.self) {
            (head(0x0b, section: 0x08, $0.isPublished ? 1 : 0), .of($0.id.rawValue))
        },
    ]
}

extension Module {
    package static let orders: [Order<Module>] = [
        Order(ByCourseAndOrder.self) {
            (
                head(0x02, owner: $0.courseID.rawValue, section: 0x01),
                Fields().then(signed: $0.orderIndex).then($0.id.rawValue)
            )
        }
    ]
}

extension Lesson {
    package static let orders: [Order<Lesson>] = [
        Order(ByModuleAndOrder.self) {
            (
                head(0x09, owner: $0.moduleID.rawValue, section: 0x02),
                Fields().then(signed: $0.orderIndex).then($0.id.rawValue)
            )
        },
        Order(ByModuleAndSlug.self) { lesson in
            lesson.slug.map {
                (head(0x09, owner: lesson.moduleID.rawValue, section: 0x03), Fields().then($0))
            }
        },
    ]
}

extension Enrollment {
    package static let orders: [Order<Enrollment>] = [
        Order(rows: "enrollment") {
            (head(0x03, owner: $0.studentID.rawValue, section: 0x06), .of($0.courseID.rawValue))
        },
        Order(ByCourseAndStudent.self) {
            (head(0x02, owner: $0.courseID.rawValue, section: 0x07), .of($0.studentID.rawValue))
        },
    ]
}
