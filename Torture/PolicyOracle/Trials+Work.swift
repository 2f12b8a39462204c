internal import Records
internal import SchoolModel
internal import SchoolServices

extension Trials {
    mutating func work(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(shelf.series, mine, only, [{ $0.name = "new" }, { $0.organizationID = 2 }])
        try ask(shelf.seriesItems, mine, only, [{ $0.orderIndex = 9 }])
        try ask(shelf.groupSeries, mine, only, [{ $0.testSeriesID = 1 }])
        try ask(shelf.held, mine, only, [{ $0.isFinalized.toggle() }])
        try ask(
            shelf.payments,
            mine,
            only,
            [
                { $0.title = "new" }, { $0.groupID = nil }, { $0.groupID = 1 },
                { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(shelf.ledger, mine, only, [{ $0.note = "new" }])
        try ask(shelf.topics, mine, only, [{ $0.isArchived.toggle() }, { $0.organizationID = 2 }])
        try ask(
            shelf.tasks,
            mine,
            only,
            [
                { $0.title = "new" },
                { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(shelf.cases, mine, only, [{ $0.expected = "new" }, { $0.isSample.toggle() }])
        try ask(shelf.submissions, mine, only, [{ $0.status = .error }])
        try ask(shelf.solved, mine, only, [{ $0.score = 99 }])
    }

    mutating func tests(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(
            shelf.tests,
            mine,
            only,
            [
                { $0.title = "new" },
                { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(shelf.keys, mine, only, [{ $0.writtenInstructions = "new" }])
        try ask(shelf.assignments, mine, only, [{ $0.availableTo = nil }])
        try ask(
            shelf.attempts,
            mine,
            only,
            [
                { $0.answers = JSONText(trusted: "{\"1\":\"A\"}") },
                {
                    $0.status = .submitted
                    $0.submittedAt = Shelf.noon
                },
                { $0.score = Money(hundredths: 900) },
                {
                    $0.score = Money(hundredths: 900)
                    $0.status = .graded
                },
                { $0.status = .graded },
            ]
        )
        try ask(shelf.results, mine, only, [{ $0.score = 9 }, { $0.testName = "new" }])
    }

    mutating func talks(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(shelf.courseTeachers, mine, only, [{ $0.courseID = 1 }])
        let me = mine.me.id
        try ask(
            shelf.discussions,
            mine,
            only,
            [
                { $0.content = "new" }, { $0.isPinned.toggle() }, { $0.userID = me },
                {
                    $0.content = "new"
                    $0.isPinned.toggle()
                },
            ]
        )
        try ask(
            shelf.forum,
            mine,
            only,
            [
                { $0.title = "new" }, { $0.isPinned.toggle() }, { $0.isLocked.toggle() },
                { $0.userID = me },
            ]
        )
        try ask(shelf.replies, mine, only, [{ $0.content = "new" }, { $0.userID = me }])
        try ask(shelf.legacy, mine, only, [{ $0.isActive.toggle() }])
    }
}
