internal import Collation
internal import Records
internal import SchoolModel

// Folded and sorted forms are what the collator makes today.
extension SchoolCheck {
    mutating func check(_ row: Course) { checkFolded(row.name, "name", row) }

    mutating func checkTexts(_ row: Cohort) {
        checkFolded(row.name, "name", row)
        if let code = row.code { checkFolded(code, "code", row, trimming: true) }
    }

    mutating func check(_ row: Group) {
        checkFolded(row.name, "name", row)
        let name = row.displayNameIsManual ? row.displayName : GroupDraft(row).automaticName
        require(row.displayName.isWritten(as: name), "group.display_name", row, name)
    }

    mutating func check(_ row: AcademicProgram) {
        checkFolded(row.code, "code", row, trimming: true)
    }

    mutating func checkTexts(_ row: User) {
        checkFolded(row.email, "email", row, trimming: true)
        if let code = row.code { checkFolded(code, "code", row, trimming: true) }
        let name = row.fullName.text
        require(row.foldedName.isWritten(as: collator.fold(name)), "text.folded", row, "fullName")
        require(row.fullName == collator.collated(name), "text.sort_key", row, "fullName")
    }

    mutating func checkFolded<E: Entity>(
        _ text: FoldedText,
        _ field: String,
        _ row: E,
        trimming: Bool = false
    ) {
        let isRight = text == collator.folded(text.text, trimming: trimming)
        require(isRight, "text.folded", row, field)
    }
}
