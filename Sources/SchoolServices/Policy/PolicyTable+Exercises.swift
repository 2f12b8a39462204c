extension PolicyTable {
    /// POL-16 to POL-20: payments, coding and tests.
    static let exercises: [PolicyRow] = [
        PolicyRow(
            "POL-16",
            .payment,
            admin: .changedAndSoftlyDeleted(.everything),
            teacher: .changedAndSoftlyDeleted(.paymentScope),
            parent: .reads(.child)
        ),
        // Appended to by the store, and by hand by an admin; never changed.
        PolicyRow(
            "POL-16",
            .balanceEntry,
            admin: [.read: [.everything], .create: [.everything]],
            teacher: .reads(.paymentScope),
            parent: .reads(.child)
        ),
        // Topics and cases cannot be deleted softly.
        PolicyRow(
            "POL-17",
            .codingTopic,
            admin: .all(.everything),
            teacher: .all(.everything)
        ),
        PolicyRow(
            "POL-17",
            .codingTask,
            admin: .changedAndSoftlyDeleted(.everything),
            teacher: .changedAndSoftlyDeleted(.everything),
            student: .reads(.activeTask)
        ),
        PolicyRow(
            "POL-17",
            .codingTestCase,
            admin: .all(.everything),
            teacher: .all(.everything),
            student: .reads(.sampleCase)
        ),
        PolicyRow(
            "POL-18",
            .codingSubmission,
            admin: [.read: [.everything], .create: [.everything], .delete: [.everything]],
            teacher: .reads(.everything),
            student: [.read: [.ownRow], .create: [.ownRow]],
            parent: .reads(.childSummary)
        ),
        PolicyRow(
            "POL-18",
            .codingProgress,
            admin: .reads(.everything),
            teacher: .reads(.everything),
            student: .reads(.ownRow),
            parent: .reads(.child)
        ),
        PolicyRow(
            "POL-19",
            .test,
            admin: .changedAndSoftlyDeleted(.everything),
            teacher: .changedAndSoftlyDeleted(.everything),
            student: .reads(.assigned)
        ),
        PolicyRow(
            "POL-19",
            .testAnswerKey,
            admin: .all(.everything),
            teacher: .all(.everything)
        ),
        PolicyRow(
            "POL-19",
            .testAssignment,
            admin: .all(.everything),
            teacher: .all(.everything),
            student: .reads(.assigned)
        ),
        PolicyRow(
            "POL-20",
            .testAttempt,
            admin: [.read: [.everything], .delete: [.everything]],
            teacher: [.read: [.everything], .update: [.scoreOnly]],
            student: [.read: [.ownRow], .create: [.ownRow], .update: [.untilSubmitted]],
            parent: .reads(.gradedChild)
        ),
        PolicyRow(
            "POL-20",
            .testResult,
            admin: [.read: [.everything], .create: [.everything], .delete: [.everything]],
            teacher: [.read: [.everything], .create: [.everything], .update: [.scoreOnly]],
            student: .reads(.ownRow),
            parent: .reads(.child)
        ),
    ]
}

extension PolicyRow.Cells {
    /// What can be read, made and changed, and deleted so that it can be restored; never for good.
    fileprivate static func changedAndSoftlyDeleted(_ condition: PolicyCondition) -> Self {
        [.read: [condition], .create: [condition], .update: [condition], .delete: [.softly]]
    }
}
