public import Records

/// A made-up school district: every row of it is a pure function of its size and its seed.
///
/// Nothing but four orders of the students is held in memory: rows are made while they are asked for, so
/// that 200,000 students with 32 million marks fit as well as 2,000.
public struct District: Sendable {
    /// How many students there are; their ids are `firstStudent` and the following.
    public let students: Int
    /// Two districts with the same size and seed are equal.
    public let seed: UInt64

    /// Who is where in the second and third round of cohorts, and in the second groups.
    let cohortOrders: [Order]
    let groupOrder: Order

    /// A shuffled list of students and where each one stands in it.
    struct Order: Sendable {
        let students: [UInt32]
        let places: [UInt32]
    }

    /// A district of so many students, a multiple of 200: groups have 25 and cohorts 40.
    public init(students: Int, seed: UInt64 = 42) {
        precondition(
            students > 0 && students % 200 == 0,
            "the students fill all groups and cohorts"
        )
        self.students = students
        self.seed = seed
        groupOrder = Self.order(of: students, seed: seed &+ 1)
        cohortOrders = [2, 3].map { Self.order(of: students, seed: seed &+ $0) }
    }

    static func order(of count: Int, seed: UInt64) -> Order {
        var random = DistrictRandom(seed: seed &* 0x51_7cc1_b727_220a_95)
        var students = (0..<UInt32(count)).map { $0 }
        for last in stride(from: count - 1, to: 0, by: -1) {
            students.swapAt(last, random.below(last + 1))
        }
        var places = students
        for (place, student) in students.enumerated() { places[Int(student)] = UInt32(place) }
        return Order(students: students, places: places)
    }

    /// One number for each subject of chance: never shared between two `purpose`s.
    func chance(_ purpose: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        let head = DistrictRandom.mix(seed &* 0x1_0000_01b3 &+ purpose)
        return DistrictRandom.mix(DistrictRandom.mix(head ^ first) ^ second)
    }
}

// MARK: - Sizes

extension District {
    public static let firstStudent: UInt64 = 1_000_001
    public static let firstTeacher: UInt64 = 500_000
    public static let teachers = 2000
    public static let studentsPerGroup = 25
    public static let lessonDates = 80
    public static let studentsPerCohort = 40
    public static let cohortsPerStudent = 3
    public static let enrollmentsPerStudent = 5
    public static let courses = 200
    public static let modulesPerCourse = 12
    public static let lessonsPerModule = 5
    /// What a cohort may take: so many that enrolling is never refused while it is measured.
    public static let seatsPerCohort = 4000

    /// 2025-09-15, a Monday: the first day of the school year.
    public static let firstDay = Day(20_346)
    /// 2026-06-22, the Monday behind the last lesson: the day on which classes are marked.
    public static let today = Day(20_346 + 280)

    /// How many groups there are; their ids begin with 1.
    public var groups: Int { students * 2 / Self.studentsPerGroup }
    /// How many cohorts there are; their ids begin with 1.
    public var cohorts: Int { students * Self.cohortsPerStudent / Self.studentsPerCohort }
    /// How many attendance rows there are.
    public var marks: Int { groups * Self.lessonDates * Self.studentsPerGroup }

    /// The ids of all students.
    public var studentIDs: Range<UInt64> {
        Self.firstStudent..<Self.firstStudent + UInt64(students)
    }
}
