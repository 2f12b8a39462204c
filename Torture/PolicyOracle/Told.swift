internal import Records
internal import SchoolModel
internal import SchoolServices

/// An entity that the sentences speak of.
protocol Told: Entity, Equatable {
    /// Its line of the policy.
    static var subject: PolicySubject { get }

    /// How much somebody sees of the row.
    func sight(of mine: Sentences) -> Sentences.Sight

    /// Whether somebody may add the row.
    func mayCome(by mine: Sentences) -> Bool

    /// Whether somebody may change the row into another one.
    func mayBecome(_ new: Self, by mine: Sentences) -> Bool

    /// Whether somebody may remove the row.
    func mayGo(by mine: Sentences) -> Bool
}

extension Organization: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Organization, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension AcademicProgram: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: AcademicProgram, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension User: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: User, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension StudentProfile: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: StudentProfile, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ParentProfile: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ParentProfile, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TeacherProfile: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TeacherProfile, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ParentLink: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ParentLink, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Application: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Application, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ExternalRef: Told {
    static var subject: PolicySubject { .externalRef }
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ExternalRef, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Course: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Course, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Module: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Module, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Lesson: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Lesson, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Enrollment: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Enrollment, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Cohort: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Cohort, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CohortMember: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CohortMember, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CohortSchedule: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CohortSchedule, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension LessonProgress: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: LessonProgress, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Group: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Group, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension GroupMembership: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: GroupMembership, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension AttendanceSheet: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: AttendanceSheet, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ActivityLog: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ActivityLog, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}
