public import Records

/// When a module is open to a cohort, by date.
///
/// Cohort and module are unique together.
///
/// The fields that a schedule shows come first; `ScheduleView` reads them in place. Order, course
/// and title are copies of the module's that the services keep.
public struct CohortSchedule: Record, Equatable {
    public var moduleID: ID<Module>
    /// The first day on which the module is open; a part of the key.
    public var unlockDate: Day
    /// The first day on which it is closed again.
    public var lockDate: Day?
    /// The module's.
    public var orderIndex: Int
    /// The module's.
    public var courseID: ID<Course>
    /// The module's.
    public var title: String
    public var id: ID<CohortSchedule>
    public var cohortID: ID<Cohort>
    public var note: String?
    public var stamps: Stamps

    public init(
        moduleID: ID<Module>,
        unlockDate: Day,
        lockDate: Day? = nil,
        orderIndex: Int,
        courseID: ID<Course>,
        title: String,
        id: ID<CohortSchedule> = 0,
        cohortID: ID<Cohort>,
        note: String? = nil,
        stamps: Stamps = .new
    ) {
        self.moduleID = moduleID
        self.unlockDate = unlockDate
        self.lockDate = lockDate
        self.orderIndex = orderIndex
        self.courseID = courseID
        self.title = title
        self.id = id
        self.cohortID = cohortID
        self.note = note
        self.stamps = stamps
    }
}

extension CohortSchedule {
    public static let table = Table.cohortSchedule
    @inlinable public static var place: Place { .cohortSchedules }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(
        of schedule: CohortSchedule,
        to key: inout K
    ) {
        key.begin(place, owner: schedule.cohortID)
        key.append(schedule.unlockDate)
        key.append(schedule.moduleID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("moduleId", moduleID)
        fields.field("unlockDate", unlockDate)
        fields.field("lockDate", lockDate)
        fields.hidden("orderIndex", orderIndex)
        fields.hidden("courseId", courseID)
        fields.hidden("title", title)
        fields.field("id", id)
        fields.field("cohortId", cohortID)
        fields.field("note", note)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        moduleID = try fields.field("moduleId")
        unlockDate = try fields.field("unlockDate")
        lockDate = try fields.field("lockDate")
        orderIndex = try fields.field("orderIndex")
        courseID = try fields.field("courseId")
        title = try fields.field("title")
        id = try fields.field("id")
        cohortID = try fields.field("cohortId")
        note = try fields.field("note")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension CohortSchedule {
    /// Leads from the pair to the row: whether a module is open to a cohort.
    public enum ByCohortAndModule: SecondaryIndex {
        public static let name: StaticString = "cohortSchedule.cohort_module"
        @inlinable public static var place: Place { .cohortScheduleDates }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of schedule: CohortSchedule,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: schedule.cohortID)
            key.append(schedule.moduleID)
            return true
        }

        public static func writeContent(of schedule: CohortSchedule, to content: inout ByteWriter) {
            schedule.unlockDate.write(to: &content)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            var entry = ByteReader(content)
            try key.begin(CohortSchedule.place, owner: reader.owner())
            try key.append(Day(from: &entry))
            key.append(reader.rest)
        }
    }

    /// Serves the cohorts that a module is scheduled for, such as when its title changes.
    public enum ByModuleAndCohort: SecondaryIndex {
        public static let name: StaticString = "cohortSchedule.module_cohort"
        @inlinable public static var place: Place { .moduleSchedules }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of schedule: CohortSchedule,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: schedule.moduleID)
            key.append(schedule.cohortID)
            return true
        }

        public static func writeContent(of schedule: CohortSchedule, to content: inout ByteWriter) {
            schedule.unlockDate.write(to: &content)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            var entry = ByteReader(content)
            let module = try reader.owner()
            try key.begin(CohortSchedule.place, owner: reader.id())
            try key.append(Day(from: &entry))
            key.append(id: module)
        }
    }

    /// Serves what opens on a day, or in a week, in all cohorts.
    public enum ByUnlockDate: SecondaryIndex {
        public static let name: StaticString = "cohortSchedule.unlock_cohort_module"
        @inlinable public static var place: Place { .scheduledUnlocks }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of schedule: CohortSchedule,
            to key: inout K
        ) -> Bool {
            key.begin(place)
            key.append(schedule.unlockDate)
            key.append(schedule.cohortID)
            key.append(schedule.moduleID)
            return true
        }

        public static func writeContent(of schedule: CohortSchedule, to content: inout ByteWriter) {
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            try reader.skip(2)
            let unlockDate = try reader.day()
            try key.begin(CohortSchedule.place, owner: reader.id())
            key.append(unlockDate)
            key.append(reader.rest)
        }
    }
}

extension CohortSchedule {
    /// Serves what closes on a day, or in a week, in all cohorts.
    public enum ByLockDate: SecondaryIndex {
        public static let name: StaticString = "cohortSchedule.lock_cohort_module"
        @inlinable public static var place: Place { .scheduledLocks }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of schedule: CohortSchedule,
            to key: inout K
        ) -> Bool {
            guard let lockDate = schedule.lockDate else { return false }
            key.begin(place)
            key.append(lockDate)
            key.append(schedule.cohortID)
            key.append(schedule.moduleID)
            return true
        }

        public static func writeContent(of schedule: CohortSchedule, to content: inout ByteWriter) {
            schedule.unlockDate.write(to: &content)
        }

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            var entry = ByteReader(content)
            try reader.skip(6)
            try key.begin(CohortSchedule.place, owner: reader.id())
            try key.append(Day(from: &entry))
            key.append(reader.rest)
        }
    }
}

// MARK: - References

extension CohortSchedule {
    /// A schedule dies with its cohort.
    public enum ToCohort: OwnedReference {
        public static let field: StaticString = "cohortId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of schedule: CohortSchedule) -> ID<Cohort>? { schedule.cohortID }
    }

    /// A schedule dies with its module.
    public enum ToModule: IndexedReference {
        public typealias Index = ByModuleAndCohort
        public static let field: StaticString = "moduleId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of schedule: CohortSchedule) -> ID<Module>? { schedule.moduleID }
    }
}

// MARK: - Parts

extension CohortSchedule {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByCohortAndModule.self)
        try parts.index(ByModuleAndCohort.self)
        try parts.index(ByUnlockDate.self)
        try parts.index(ByLockDate.self)
        try parts.reference(ToCohort.self)
        try parts.reference(ToModule.self)
    }
}
