public import Engine
public import Records
public import SchoolModel
public import Storage

/// Loads many whole registers of one group: members are read once, and each register is one put.
///
/// For imports and benchmarks. A register that is there already takes the marks that differ.
public struct LoadAttendance: WriteRequest {
    public var group: ID<Group>
    public var registers: [Register]

    /// One lesson.
    public struct Register: Sendable {
        public var lessonDate: Day
        /// Who marked the class; nil for nobody known.
        public var markedBy: ID<User>?
        /// When it was marked; nil for the instant of the request.
        public var markedAt: Timestamp?
        public var marks: [(student: ID<User>, status: AttendanceStatus)]

        public init(
            on lessonDate: Day,
            _ marks: [(student: ID<User>, status: AttendanceStatus)],
            markedBy: ID<User>? = nil,
            markedAt: Timestamp? = nil
        ) {
            self.lessonDate = lessonDate
            self.marks = marks
            self.markedBy = markedBy
            self.markedAt = markedAt
        }
    }

    public init(into group: ID<Group>, _ registers: [Register]) {
        self.group = group
        self.registers = registers
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AttendanceOutcome {
        let count = registers.reduce(0) { $0 + $1.marks.count }
        try BulkOutcome.requireBound(count)
        let rules = try scope.markRules(of: group, today: context.today(at: scope.now))
        var outcome = AttendanceOutcome()
        for (index, register) in registers.enumerated() {
            do throws(ServiceError) {
                try rules.check(register.lessonDate)
                var edit = try scope.openSheet(of: group, on: register.lessonDate)
                try load(register, into: &edit, under: rules, &outcome, at: scope.now)
                outcome.note(try scope.put(edit, isLoading: true), under: rules)
            } catch {
                if case .store = error { throw error }
                throw .item(index: index, error)
            }
        }
        return outcome
    }

    private func load(
        _ register: Register,
        into edit: inout SheetEdit,
        under rules: MarkRules,
        _ outcome: inout AttendanceOutcome,
        at now: Timestamp
    ) throws(ServiceError) {
        let markedAt = register.markedAt ?? now
        edit.sheet.marks.reserveCapacity(register.marks.count)
        if edit.old == nil { edit.sheet.stamps.createdAt = markedAt }
        var next = 0
        for (student, status) in register.marks.sorted(by: { $0.student < $1.student }) {
            // Both are in the order of students.
            while next < rules.members.count, rules.members[next].userID < student { next += 1 }
            if next == rules.members.count || rules.members[next].userID != student {
                try rules.check(student)
            }
            if edit.old == nil {
                guard edit.sheet.marks.last?.studentID != student else {
                    throw .invalidParams(path: "marks", reason: "the same student twice")
                }
                edit.sheet.marks.append(
                    AttendanceMark(
                        studentID: student,
                        status: status,
                        markedByID: register.markedBy,
                        markedAt: markedAt,
                        createdAt: markedAt,
                        updatedAt: markedAt
                    )
                )
                outcome.count(.created)
                continue
            }
            let item = MarkItem(
                student,
                on: register.lessonDate,
                status,
                markedAt: register.markedAt
            )
            let (mark, effect) = edit.mark(item, by: register.markedBy, at: now)
            if effect != .unchanged { edit.sheet.set(mark) }
            outcome.count(effect)
        }
    }
}
