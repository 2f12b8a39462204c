internal import Collation
internal import Records
internal import SchoolModel

// The folded and sorted forms of each row, made anew.

extension AcademicProgram {
    mutating func renewTexts(by collator: Collator) -> Bool {
        code = collator.folded(code.text, trimming: true)
        return true
    }
}

extension Course {
    mutating func renewTexts(by collator: Collator) -> Bool {
        name = collator.folded(name.text)
        return true
    }
}

extension Cohort {
    mutating func renewTexts(by collator: Collator) -> Bool {
        name = collator.folded(name.text)
        code = code.map { collator.folded($0.text, trimming: true) }
        return true
    }
}

extension Group {
    mutating func renewTexts(by collator: Collator) -> Bool {
        name = collator.folded(name.text)
        return true
    }
}

extension CodingTopic {
    mutating func renewTexts(by collator: Collator) -> Bool {
        name = collator.folded(name.text)
        return true
    }
}

extension Payment {
    mutating func renewTexts(by collator: Collator) -> Bool {
        receiptNo = collator.folded(receiptNo.text, trimming: true)
        return true
    }
}

extension User {
    mutating func renewTexts(by collator: Collator) -> Bool {
        email = collator.folded(email.text, trimming: true)
        code = code.map { collator.folded($0.text, trimming: true) }
        fullName = collator.collated(fullName.text)
        foldedName = collator.fold(fullName.text)
        return true
    }
}
