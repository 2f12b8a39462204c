extension PolicyTable {
    /// POL-13, POL-14, POL-15: groups, their registers, and the trail.
    static let groups: [PolicyRow] = [
        PolicyRow(
            "POL-13",
            .group,
            admin: .all(.everything),
            teacher: [
                .read: [.ownGroup], .create: [.everything], .update: [.ownGroup],
                .delete: [.ownGroup],
            ],
            student: .reads(.memberOfGroup),
            parent: .reads(.childInGroup)
        ),
        PolicyRow(
            "POL-13",
            .groupMembership,
            admin: .all(.everything),
            teacher: .all(.ownGroup),
            student: .reads(.memberOfGroup),
            parent: .reads(.childInGroup)
        ),
        PolicyRow(
            "POL-13",
            .groupTestSeries,
            admin: .all(.everything),
            teacher: .all(.ownGroup),
            student: .reads(.memberOfGroup),
            parent: .reads(.childInGroup)
        ),
        PolicyRow(
            "POL-13",
            .testSeries,
            admin: .all(.everything),
            teacher: .all(.everything),
            student: .reads(.ofOwnSeries),
            parent: .reads(.ofOwnSeries)
        ),
        PolicyRow(
            "POL-13",
            .testSeriesItem,
            admin: .all(.everything),
            teacher: .all(.everything),
            student: .reads(.ofOwnSeries),
            parent: .reads(.ofOwnSeries)
        ),
        // Nobody writes the trail: the store does.
        PolicyRow(
            "POL-14",
            .activityLog,
            admin: .reads(.everything),
            teacher: .reads(.ownGroup, .ownCourse, .ownClass),
            student: .reads(.ownTimeline)
        ),
        PolicyRow(
            "POL-15",
            .attendanceSheet,
            admin: .all(.everything),
            teacher: .all(.ownGroup),
            student: .reads(.ownRow),
            parent: .reads(.child)
        ),
        PolicyRow(
            "POL-15",
            .lessonHeld,
            admin: .all(.everything),
            teacher: .all(.ownGroup)
        ),
        PolicyRow(
            "POL-23",
            .relation,
            admin: .reads(.everything),
            teacher: .reads(.author),
            student: .reads(.ownRow)
        ),
    ]

    /// What is left to service sessions, and the names of other systems.
    static let system: [PolicyRow] = [
        PolicyRow(
            "POL-22",
            .externalRef,
            // What an admin sees an admin may change, so that the name may go.
            admin: [
                .read: [.namedRow], .create: [.namedRow], .update: [.namedRow],
                .delete: [.everything],
            ],
            teacher: .all(.namedRow),
            student: .reads(.namedRow),
            parent: .reads(.namedRow)
        ),
        // What other systems knew of groups is the operator's.
        PolicyRow("POL-00", .legacyGroupMember),
    ]
}
