public import Records

extension District {
    /// The students of a group, ascending.
    public func students(ofGroup id: UInt64) -> [UInt64] {
        let first = (Int(id) - 1) * Self.studentsPerGroup
        let places = first..<first + Self.studentsPerGroup
        guard first >= students else { return places.map { Self.firstStudent + UInt64($0) } }
        return places.map { groupOrder.students[$0 - students] }.sorted()
            .map { Self.firstStudent + UInt64($0) }
    }

    /// The two groups of a student: one of neighbours in the list, one shuffled.
    public func groups(of student: UInt64) -> [UInt64] {
        let number = Int(student - Self.firstStudent)
        return [number, students + Int(groupOrder.places[number])]
            .map { UInt64($0 / Self.studentsPerGroup + 1) }
    }

    /// The group with this id.
    public func group(_ id: UInt64) -> DistrictGroup {
        DistrictGroup(
            id: id,
            name: "Qrup \(id)",
            teacher: teacher(chance(9, id)),
            createdAt: Timestamp(startOf: Self.firstDay.advanced(by: -20))
        )
    }

    /// The day of a group's lesson, 0 to 79: two a week on days of its own, ascending.
    public func lessonDay(group: UInt64, lesson: Int) -> Day {
        let weekday = Int(chance(10, group) % 3)
        return Self.firstDay.advanced(by: lesson / 2 * 7 + weekday + (lesson & 1) * 2)
    }

    /// All groups in the order of their ids.
    public func forEachGroup<Failure: Error>(
        _ body: (DistrictGroup) throws(Failure) -> Void
    ) throws(Failure) {
        for id in 1...UInt64(groups) { try body(group(id)) }
    }

    /// All students' memberships in the order of group and student.
    public func forEachGroupMember<Failure: Error>(
        _ body: (DistrictGroupMember) throws(Failure) -> Void
    ) throws(Failure) {
        var id: UInt64 = 0
        for group in 1...UInt64(groups) {
            for student in students(ofGroup: group) {
                let chance = chance(11, student, group)
                let withdrawn = chance % 50 == 0
                let start = Timestamp(startOf: Self.firstDay).milliseconds
                let left = Timestamp(startOf: Self.today.advanced(by: -10))
                id += 1
                try body(
                    DistrictGroupMember(
                        id: id,
                        group: group,
                        student: student,
                        status: withdrawn ? .withdrawn : .active,
                        enrolledAt: Timestamp(milliseconds: start - Int64(chance % 864_000_000)),
                        leftAt: withdrawn ? left : nil
                    )
                )
            }
        }
    }
}
