// The lines of the policy, by room of the school. What a cell means is said at its conditions.

extension PolicyTable {
    /// POL-11, POL-12, and who owns what.
    static let people: [PolicyRow] = [
        // An organisation is added and deleted by service sessions alone: everybody else has one.
        PolicyRow(
            "POL-22",
            .organization,
            admin: [.read: [.everything], .update: [.everything]],
            teacher: .reads(.everything),
            student: .reads(.everything),
            parent: .reads(.everything)
        ),
        PolicyRow(
            "POL-22",
            .academicProgram,
            admin: .all(.everything),
            teacher: .reads(.everything),
            student: .reads(.everything),
            parent: .reads(.everything)
        ),
        PolicyRow(
            "POL-11",
            .user,
            admin: .all(.everything),
            teacher: [
                .read: [.ownRow, .ownStudent, .ownParent],
                .create: [.studentOrParent],
                .update: [.studentOrParent, .ownContact],
            ],
            student: [.read: [.ownRow, .mateByName], .update: [.ownContact]],
            parent: [.read: [.ownRow, .child], .update: [.ownContact]]
        ),
        PolicyRow(
            "POL-11",
            .studentProfile,
            admin: .all(.everything),
            teacher: [
                .read: [.ownStudent], .create: [.everything], .update: [.ownStudent],
                .delete: [.softly],
            ],
            student: .reads(.ownRow),
            parent: .reads(.child)
        ),
        PolicyRow(
            "POL-11",
            .parentProfile,
            admin: .all(.everything),
            teacher: [
                .read: [.ownParent], .create: [.everything], .update: [.ownParent],
                .delete: [.softly],
            ],
            parent: .reads(.ownRow)
        ),
        PolicyRow(
            "POL-11",
            .teacherProfile,
            admin: .all(.everything),
            teacher: .reads(.ownRow)
        ),
        PolicyRow(
            "POL-11",
            .parentLink,
            admin: .all(.everything),
            teacher: [
                .read: [.ownStudent], .create: [.everything], .update: [.ownStudent],
                .delete: [.ownStudent],
            ],
            student: .reads(.ownRow),
            // The link is the parent's own, whatever has become of the child.
            parent: .reads(.author)
        ),
        PolicyRow(
            "POL-12",
            .application,
            admin: .all(.everything),
            teacher: .ofApplicant,
            student: .ofApplicant,
            parent: .ofApplicant
        ),
    ]
}

extension PolicyRow.Cells {
    /// Whoever applies, of whatever role.
    fileprivate static var ofApplicant: Self {
        [.read: [.ownRow], .create: [.ownRow], .update: [.whilePending]]
    }
}
