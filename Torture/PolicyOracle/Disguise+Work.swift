internal import Records
internal import SchoolModel

extension Shelf {
    /// What is seen in part differs in the other part.
    mutating func disguiseWork(from mine: Sentences) {
        Self.change(&series, unless: { mine.sees($0) != .nothing }) { $0.name = "hidden" }
        Self.change(&held, unless: { mine.sees($0) != .nothing }) { $0.revision = 99 }
        Self.change(&payments, unless: { mine.sees($0) != .nothing }) {
            $0.title = "hidden"
            $0.amount = Money(hundredths: 99)
        }
        Self.change(&ledger, unless: { mine.sees($0) != .nothing }) {
            $0.note = "hidden"
            $0.delta = Money(hundredths: 99)
        }
        Self.change(&topics, unless: { mine.sees($0) != .nothing }) { $0.isArchived.toggle() }
        Self.change(&tasks, unless: { mine.sees($0) != .nothing }) {
            $0.title = "hidden"
            $0.points = 99
        }
        Self.change(&cases, unless: { mine.sees($0) != .nothing }) {
            $0.input = "hidden"
            $0.expected = "hidden"
        }
        Self.change(&submissions, unless: { mine.sees($0) == .all }) {
            $0.submittedCode = "hidden"
            $0.errorMessage = "hidden"
        }
        Self.change(&submissions, unless: { mine.sees($0) != .nothing }) { $0.runtimeMs = 99 }
        Self.change(&solved, unless: { mine.sees($0) != .nothing }) { $0.score = 99 }
        // What somebody was graded for has its name for who may see the grade.
        let graded = Set(attempts.filter { mine.sees($0) != .nothing }.map(\.testID))
        Self.change(&tests, unless: { mine.sees($0) != .nothing || graded.contains($0.id) }) {
            $0.title = "hidden"
        }
        // A score follows from the right answers, and whoever hands in is told it.
        Self.change(&keys, unless: { mine.sees($0) != .nothing }) {
            $0.writtenInstructions = "hidden"
        }
        Self.change(&attempts, unless: { mine.sees($0) == .all }) {
            $0.answers = JSONText(trusted: "{\"1\":\"hidden\"}")
        }
        Self.change(&attempts, unless: { mine.sees($0) != .nothing }) {
            $0.score = Money(hundredths: 99)
        }
        Self.change(&results, unless: { mine.sees($0) != .nothing }) {
            $0.testName = "hidden"
            $0.score = 1
        }
    }

    mutating func disguiseTalks(from mine: Sentences) {
        Self.change(&discussions, unless: { mine.sees($0) != .nothing }) {
            $0.content = "hidden"
            $0.isPinned.toggle()
        }
        Self.change(&forum, unless: { mine.sees($0) != .nothing }) {
            $0.title = "hidden"
            $0.content = "hidden"
            $0.isPinned.toggle()
        }
        Self.change(&replies, unless: { mine.sees($0) != .nothing }) { $0.content = "hidden" }
        Self.change(&legacy, unless: { mine.sees($0) != .nothing || mine.isAudited($0) }) {
            $0.isActive.toggle()
        }
    }
}
