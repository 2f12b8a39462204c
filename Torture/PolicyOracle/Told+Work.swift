internal import Records
internal import SchoolModel
internal import SchoolServices

// What the sentences say of courses' teachers, series, money, coding, tests and discussions.

extension CourseTeacher: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CourseTeacher, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestSeries: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestSeries, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestSeriesItem: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestSeriesItem, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension GroupTestSeries: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: GroupTestSeries, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension LessonHeld: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: LessonHeld, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension Payment: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: Payment, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension BalanceEntry: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: BalanceEntry, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CodingTopic: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CodingTopic, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CodingTask: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CodingTask, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CodingTestCase: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CodingTestCase, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CodingSubmission: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CodingSubmission, by mine: Sentences) -> Bool {
        mine.mayChange(self, new)
    }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension CodingProgress: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: CodingProgress, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension SchoolTest: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: SchoolTest, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestAnswerKey: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestAnswerKey, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestAssignment: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestAssignment, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestAttempt: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestAttempt, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension TestResult: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: TestResult, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension LessonDiscussion: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: LessonDiscussion, by mine: Sentences) -> Bool {
        mine.mayChange(self, new)
    }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ForumPost: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ForumPost, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension ForumReply: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: ForumReply, by mine: Sentences) -> Bool { mine.mayChange(self, new) }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}

extension LegacyGroupMember: Told {
    func sight(of mine: Sentences) -> Sentences.Sight { mine.sees(self) }
    func mayCome(by mine: Sentences) -> Bool { mine.mayAdd(self) }
    func mayBecome(_ new: LegacyGroupMember, by mine: Sentences) -> Bool {
        mine.mayChange(self, new)
    }
    func mayGo(by mine: Sentences) -> Bool { mine.mayRemove(self) }
}
