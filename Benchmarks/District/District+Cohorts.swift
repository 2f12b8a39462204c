public import Records

extension District {
    /// Cohorts of one round: each student is in exactly one cohort of each of the three rounds.
    var cohortsPerRound: Int { students / Self.studentsPerCohort }

    /// The course of a cohort.
    ///
    /// The rounds share no course, so that a student's three cohorts have three.
    public func course(ofCohort id: UInt64) -> UInt64 {
        let number = Int(id) - 1
        let widths = [67, 67, 66]
        let bases = [0, 67, 134]
        let round = number / cohortsPerRound
        return UInt64(bases[round] + number % cohortsPerRound % widths[round] + 1)
    }

    /// The students of a cohort, by place and not by id.
    public func students(ofCohort id: UInt64) -> [UInt64] {
        let number = Int(id) - 1
        let (round, cohort) = number.quotientAndRemainder(dividingBy: cohortsPerRound)
        let places = cohort * Self.studentsPerCohort..<(cohort + 1) * Self.studentsPerCohort
        // The first cohort is one of neighbours, as a school class that enrolls together.
        guard round > 0 else { return places.map { Self.firstStudent + UInt64($0) } }
        return places.map { Self.firstStudent + UInt64(cohortOrders[round - 1].students[$0]) }
    }

    /// The three cohorts of a student, ascending.
    public func cohorts(of student: UInt64) -> [UInt64] {
        let number = Int(student - Self.firstStudent)
        return (0..<Self.cohortsPerStudent).map { round in
            let place = round == 0 ? number : Int(cohortOrders[round - 1].places[number])
            return UInt64(round * cohortsPerRound + place / Self.studentsPerCohort + 1)
        }
    }

    /// The first day of a cohort's course: in the first fifteen weeks of the school year.
    public func startDate(ofCohort id: UInt64) -> Day {
        Self.firstDay.advanced(by: Int(chance(3, id) % 15) * 7)
    }

    /// The cohort with this id.
    public func cohort(_ id: UInt64) -> DistrictCohort {
        let start = startDate(ofCohort: id)
        let statuses = students(ofCohort: id).map { memberStatus(cohort: id, student: $0) }
        return DistrictCohort(
            id: id,
            course: course(ofCohort: id),
            name: "Kohort \(id)",
            status: .active,
            startDate: start,
            endDate: start.advanced(by: 180),
            maximumStudents: Self.seatsPerCohort,
            members: statuses.count,
            seats: statuses.count { $0 == .active || $0 == .paused },
            createdAt: Timestamp(startOf: start.advanced(by: -30))
        )
    }

    func memberStatus(cohort: UInt64, student: UInt64) -> DistrictMember.Status {
        switch chance(4, student, cohort) % 100 {
        case ..<85: .active
        case ..<88: .paused
        case ..<98: .completed
        default: .dropped
        }
    }

    /// The roster row of a student in one of his cohorts.
    public func member(cohort: UInt64, student: UInt64, id: UInt64) -> DistrictMember {
        let chance = chance(5, student, cohort)
        let start = Timestamp(startOf: startDate(ofCohort: cohort)).milliseconds
        let enrolledAt = start - Int64(chance % 864_000_000)
        let status = memberStatus(cohort: cohort, student: student)
        let left = start + Int64((chance >> 20) % 5_184_000_000)
        let active = start + Int64((chance >> 8) % 6_912_000_000)
        return DistrictMember(
            id: id,
            cohort: cohort,
            course: course(ofCohort: cohort),
            student: student,
            status: status,
            enrolledAt: Timestamp(milliseconds: enrolledAt),
            leftAt: status == .dropped ? Timestamp(milliseconds: left) : nil,
            lastActivityAt: chance % 20 == 0 ? nil : Timestamp(milliseconds: active),
            completedLessons: Int((chance >> 12) % 61),
            totalLessons: Self.modulesPerCourse * Self.lessonsPerModule,
            discussionPosts: Int((chance >> 30) % 24),
            forumPosts: Int((chance >> 40) % 9)
        )
    }

    /// All cohorts in the order of their ids.
    public func forEachCohort<Failure: Error>(
        _ body: (DistrictCohort) throws(Failure) -> Void
    ) throws(Failure) {
        for id in 1...UInt64(cohorts) { try body(cohort(id)) }
    }

    /// All members, cohort by cohort, in the order of their ids and not of their names.
    public func forEachMember<Failure: Error>(
        _ body: (DistrictMember) throws(Failure) -> Void
    ) throws(Failure) {
        var id: UInt64 = 0
        for cohort in 1...UInt64(cohorts) {
            for student in students(ofCohort: cohort) {
                id += 1
                try body(member(cohort: cohort, student: student, id: id))
            }
        }
    }

    /// All schedule rows in the order of cohort, unlock date and module.
    public func forEachScheduleRow<Failure: Error>(
        _ body: (DistrictScheduleRow) throws(Failure) -> Void
    ) throws(Failure) {
        var id: UInt64 = 0
        for cohort in 1...UInt64(cohorts) {
            let start = startDate(ofCohort: cohort)
            for position in 0..<Self.modulesPerCourse {
                let module = module(course: course(ofCohort: cohort), position: position)
                let unlock = start.advanced(by: position * 7)
                let chance = chance(6, cohort, module.id)
                let open = 90 + Int((chance >> 8) % 120)
                id += 1
                try body(
                    DistrictScheduleRow(
                        id: id,
                        cohort: cohort,
                        module: module.id,
                        title: module.title,
                        orderIndex: module.orderIndex,
                        unlockDate: unlock,
                        lockDate: chance % 10 == 0 ? unlock.advanced(by: open) : nil
                    )
                )
            }
        }
    }
}
