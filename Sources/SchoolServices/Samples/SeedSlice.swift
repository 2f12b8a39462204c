public import Engine
public import Records
public import SchoolModel
public import Storage

/// How far a seeded school has been made.
public struct SeedProgress: Sendable {
    public let profile: SeedProfile
    /// The size, in hundredths of the profile's own.
    public let percent: Int
    /// The day that what has happened leads up to.
    public let today: Day
    /// Of every person; nil for people who cannot log in.
    public let passwordHash: String?
    /// Whether all is there.
    public internal(set) var isDone = false
    /// How many rows of each table have been made.
    public internal(set) var counts: [Table: Int] = [:]
    /// Who can log in: one of each role.
    public internal(set) var logins: [User.Role: String] = [:]

    var random: SeedRandom
    let seed: UInt64
    /// Which part is being made, and how far it has come.
    var stage = 0
    var position = 0
    // What later parts refer to.
    var organization: ID<Organization>?
    var programs: [ID<AcademicProgram>] = []
    var students: [ID<User>] = []
    var teachers: [ID<User>] = []
    var courses: [ID<Course>] = []
    var cohorts: [ID<Cohort>] = []
    var groups: [ID<Group>] = []
    var lesson: ID<Lesson>?

    /// A school of which nothing is there yet.
    public init(
        _ profile: SeedProfile,
        percent: Int = 100,
        seed: UInt64,
        today: Day,
        passwordHash: String?
    ) {
        self.profile = profile
        self.percent = percent
        self.seed = seed
        self.today = today
        self.passwordHash = passwordHash
        random = SeedRandom(seed)
    }

    /// How much of the whole is there, in hundredths, about.
    public var percentDone: Int { isDone ? 100 : min(99, stage * 100 / 5) }

    /// A number of the profile in the size that was asked for, and at least some.
    func sized(_ number: Int, atLeast minimum: Int = 1) -> Int {
        max(minimum, number * percent / 100)
    }

    /// The next numbers of a part; behind the last of them the next part begins.
    mutating func range(of total: Int, by size: Int) -> Range<Int> {
        let end = min(total, position + size)
        let range = position..<end
        position = end
        if end == total { (stage, position) = (stage + 1, 0) }
        return range
    }
}

/// Makes the next part of a school, by the same requests as any other: one transaction, and no long one.
///
/// The same seed in an empty store gives the same school.
public struct SeedSlice: WriteRequest {
    public var progress: SeedProgress

    public init(_ progress: SeedProgress) { self.progress = progress }

    /// Answers how far it is then.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> SeedProgress {
        var progress = progress
        var context = context
        context.organization = progress.organization
        let before = scope.counters
        switch progress.profile {
        case .dev: try progress.makeDev(&scope, context)
        case .school: try progress.makeSchool(&scope, context)
        case .university: try progress.makeUniversity(&scope, context)
        case .platform: try progress.makePlatform(&scope, context)
        }
        for kind in EntityKind.allCases {
            let made = scope.counters[kind.table].rows - before[kind.table].rows
            if made > 0 { progress.counts[kind.table, default: 0] += made }
        }
        return progress
    }
}

// MARK: - What every profile needs

extension SeedProgress {
    /// The organisation; one seed makes one.
    mutating func makeOrganization<T: WriteTransaction & ~Copyable>(
        _ name: String,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let draft = OrganizationDraft(name: name, slug: "\(profile.rawValue)-\(seed)")
        organization = try CreateOrganization(draft).run(in: &scope, as: context).id
        stage += 1
    }

    /// A person with a name by chance.
    mutating func person<T: WriteTransaction & ~Copyable>(
        _ role: User.Role,
        _ number: Int,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ID<User> {
        let name = random.element(of: SeedNames.first) + " " + random.element(of: SeedNames.last)
        let email = "\(role.name)\(number + 1)@\(profile.rawValue)-\(seed).az"
        var draft = UserDraft(email: email, fullName: name, role: role)
        draft.passwordHash = passwordHash
        if role == .student { draft.grade = "\(5 + number % 7)" }
        if logins[role] == nil { logins[role] = email }
        return try CreateUser(draft).run(in: &scope, as: context).user.id
    }

    mutating func makePeople<T: WriteTransaction & ~Copyable>(
        students studentCount: Int,
        teachers teacherCount: Int,
        admins adminCount: Int = 1,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        for number in range(of: adminCount + teacherCount + studentCount, by: 500) {
            if number < adminCount {
                _ = try person(.admin, number, &scope, context)
            } else if number < adminCount + teacherCount {
                teachers.append(try person(.teacher, number - adminCount, &scope, context))
            } else {
                let number = number - adminCount - teacherCount
                students.append(try person(.student, number, &scope, context))
            }
        }
    }
}
