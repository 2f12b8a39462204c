import Records

/// An endless row of questions and requests: a function of a district and of a seed.
public struct DistrictStream: Sendable {
    public let district: District
    var random: DistrictRandom
    /// Pairs that were enrolled by this stream, so that none is enrolled twice.
    private var enrolled: Set<UInt64> = []
    private var requests: Int64 = 0

    /// The stream with this seed.
    public init(_ district: District, seed: UInt64) {
        self.district = district
        random = DistrictRandom(seed: DistrictRandom.mix(seed) ^ district.seed)
    }

    /// The next question of one kind.
    public mutating func question(_ query: DistrictQuery) -> DistrictQuestion {
        let day = District.firstDay
        switch query {
        case .q1:
            return question(student(), day, 1)
        case .q1b:
            let student = student()
            var question = question(student, day, 1)
            // One in five asks for a course that the student is most likely not in.
            let courses = district.courses(of: student)
            question.course =
                random.below(5) == 0
                ? UInt64(random.below(District.courses) + 1) : courses[random.below(courses.count)]
            return question
        case .q2:
            return question(group(), day.advanced(by: random.below(240)), 31)
        case .q3:
            return question(student(), day.advanced(by: random.below(190)), 90)
        case .q4:
            return question(cohort(), day, 1)
        case .q5:
            return question(cohort(), day.advanced(by: random.below(280)), 1)
        case .q5b:
            // In the second half of the year nearly all modules are open: 36 rows a student.
            return question(student(), day.advanced(by: 180 + random.below(100)), 1)
        }
    }

    /// So many questions of one kind.
    public mutating func questions(_ query: DistrictQuery, count: Int) -> [DistrictQuestion] {
        (0..<count).map { _ in question(query) }
    }

    private func question(_ subject: UInt64, _ from: Day, _ days: Int) -> DistrictQuestion {
        let through = from.advanced(by: days - 1)
        return DistrictQuestion(subject: subject, course: 0, from: from, through: through)
    }

    private mutating func student() -> UInt64 {
        District.firstStudent + UInt64(random.below(district.students))
    }

    private mutating func group() -> UInt64 { UInt64(random.below(district.groups) + 1) }

    private mutating func cohort() -> UInt64 { UInt64(random.below(district.cohorts) + 1) }
}

// MARK: - Writes

extension DistrictStream {
    /// The next class to be marked: nine in ten of today, the others of an earlier lesson of the group.
    public mutating func classMark() -> DistrictSheet {
        let group = group()
        let today = random.below(10) != 0
        let lesson = random.below(District.lessonDates)
        let day = today ? District.today : district.lessonDay(group: group, lesson: lesson)
        let marker = district.teacher(random.next())
        let markedAt = moment()
        let marks = district.students(ofGroup: group).map { student in
            DistrictMark(
                student: student,
                status: District.status(random.next()),
                markedBy: marker,
                markedAt: markedAt,
                note: nil
            )
        }
        return DistrictSheet(
            group: group,
            day: day,
            markedBy: marker,
            markedAt: markedAt,
            marks: marks
        )
    }

    /// The next student to be enrolled: in a cohort in which he is not, and was not put by this stream.
    public mutating func enroll() -> DistrictEnroll {
        while true {
            let student = student()
            let cohort = cohort()
            let pair = cohort << 32 | (student - District.firstStudent)
            guard !district.cohorts(of: student).contains(cohort), enrolled.insert(pair).inserted
            else { continue }
            return DistrictEnroll(
                cohort: cohort,
                student: student,
                performer: district.teacher(random.next()),
                at: moment()
            )
        }
    }

    /// Requests come a millisecond after one another, from eight o'clock of today on.
    private mutating func moment() -> Timestamp {
        requests += 1
        let morning = Timestamp(startOf: District.today).milliseconds + 28_800_000
        return Timestamp(milliseconds: morning + requests)
    }
}
