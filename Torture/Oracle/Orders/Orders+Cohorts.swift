internal import Records
package import SchoolModel

extension Cohort {
    private var statusByte: UInt8 {
        switch status {
        case .upcoming: 0
        case .active: 1
        case .completed: 2
        case .archived: 3
        }
    }

    /// Newest first, those without a date at the end, then by id.
    private var byStart: Fields {
        Fields().then(descending: startDate.map { Int($0.number) } ?? Int(Int32.min))
            .then(id.rawValue)
    }

    package static let orders: [Order<Cohort>] = [
        Order(ByCode.self) { cohort in
            cohort.code.map { (head(0x0b, section: 0x09), Fields().then($0.folded)) }
        },
        Order(ByCourseAndName.self) { cohort in
            cohort.courseID.map {
                (head(0x02, owner: $0.rawValue, section: 0x0b), Fields().then(cohort.name.folded))
            }
        },
        Order(ByCourseAndStart.self) { cohort in
            cohort.courseID.map { (head(0x02, owner: $0.rawValue, section: 0x08), cohort.byStart) }
        },
        Order(ByStatusAndStart.self) { (head(0x0b, section: 0x0a, $0.statusByte), $0.byStart) },
        Order(ByStart.self) { (head(0x0b, section: 0x0b), $0.byStart) },
        Order(ByCreation.self) {
            (
                head(0x0b, section: 0x0c),
                Fields().then(descending: Int($0.stamps.createdAt.milliseconds)).then(
                    $0.id.rawValue
                )
            )
        },
        Order(ByOrganizationAndName.self) {
            (
                head(0x08, owner: $0.organizationID?.rawValue ?? 0, section: 0x06),
                Fields().then($0.name.folded).then($0.id.rawValue)
            )
        },
        Order(ByTutor.self) { cohort in
            cohort.tutorID.map {
                (head(0x03, owner: $0.rawValue, section: 0x24), .of(cohort.id.rawValue))
            }
        },
        Order(ByProgram.self) { cohort in
            cohort.academicProgramID.map {
                (head(0x0b, section: 0x12) + short($0.rawValue), .of(cohort.id.rawValue))
            }
        },
    ]
}

extension CohortMember {
    package static let orders: [Order<CohortMember>] = [
        Order(rows: "roster") { member in
            let key = Names.sortKey(of: member.fullName.text)
            let name = key.reduce(Fields()) { $0.then(UInt64($1)) }
            return (
                head(0x01, owner: member.cohortID.rawValue, section: 0x05),
                name.then(member.studentID.rawValue)
            )
        },
        Order(ByStudentAndCohort.self) {
            (head(0x03, owner: $0.studentID.rawValue, section: 0x02), .of($0.cohortID.rawValue))
        },
    ]
}

extension CohortSchedule {
    private var unlock: Int { Int(unlockDate.number) }

    package static let orders: [Order<CohortSchedule>] = [
        Order(rows: "schedule") {
            (
                head(0x01, owner: $0.cohortID.rawValue, section: 0x08),
                Fields().then(signed: $0.unlock).then($0.moduleID.rawValue)
            )
        },
        Order(ByCohortAndModule.self) {
            (head(0x01, owner: $0.cohortID.rawValue, section: 0x09), .of($0.moduleID.rawValue))
        },
        Order(ByModuleAndCohort.self) {
            (head(0x09, owner: $0.moduleID.rawValue, section: 0x04), .of($0.cohortID.rawValue))
        },
        Order(ByUnlockDate.self) {
            (
                head(0x0b, section: 0x0d),
                Fields().then(signed: $0.unlock).then($0.cohortID.rawValue)
                    .then($0.moduleID.rawValue)
            )
        },
    ]
}

extension LessonProgress {
    package static let orders: [Order<LessonProgress>] = [
        Order(rows: "lessonProgress") {
            (head(0x03, owner: $0.userID.rawValue, section: 0x21), .of($0.lessonID.rawValue))
        },
        Order(ByLessonAndUser.self) {
            (head(0x0a, owner: $0.lessonID.rawValue, section: 0x01), .of($0.userID.rawValue))
        },
        Order(ByCohortUserAndLesson.self) { progress in
            progress.cohortID.map {
                (
                    head(0x01, owner: $0.rawValue, section: 0x0a),
                    .of(progress.userID.rawValue, progress.lessonID.rawValue)
                )
            }
        },
    ]
}
