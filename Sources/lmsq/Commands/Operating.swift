import SchoolAPI

// What an operator types.
extension Command {
    static let validate = Command(
        "validate",
        calls: .adminValidate,
        findings: "count",
        example: "validate --verbose"
    )

    static let enforceReferences = Command(
        "enforce-references",
        calls: .adminEnforceReferences,
        example: "enforce-references"
    )

    static let enforceReferencesOrNot = Command(
        "enforce-references ON",
        calls: .adminEnforceReferences,
        example: "enforce-references true"
    )

    static let recount = Command("recount", calls: .adminRecount, example: "recount")

    static let backup = Command("backup PATH", calls: .adminBackup, example: "backup monday")

    static let compact = Command("compact PATH", calls: .adminCompact, example: "compact packed")

    static let seed = Command(
        "seed PROFILE",
        calls: .adminSeed,
        example: "seed dev --password salam-123"
    )

    static let migrate = Command("migrate ACTION", calls: .adminMigrate, example: "migrate status")

    static let migrateTo = Command(
        "migrate ACTION TO",
        calls: .adminMigrate,
        example: "migrate down 0"
    )
}
