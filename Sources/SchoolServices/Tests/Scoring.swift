internal import Records
internal import SchoolModel

extension TestAnswerKey {
    /// One point for each right answer to a question of the key: a letter, or a number.
    func score(of answers: AnswerMap) -> Money {
        let choices = AnswerMap(mcqAnswers)?.answers ?? [:]
        let numbers = AnswerMap(numericAnswers)?.answers ?? [:]
        let letters = choices.count { question, right in
            answers.answers[question]?.answeredLetter == right.answeredLetter
        }
        let values = numbers.count { question, right in
            answers.answers[question]?.answeredNumber == right.answeredNumber
        }
        return Money(hundredths: Int64(letters + values) * 100)
    }
}

extension String {
    /// A choice, however it is written: ` a ` is `A`.
    var answeredLetter: String { trimmed.uppercased() }

    /// A number, however it is written, such as 25.5 for `+025,50`; what is none stays a text.
    var answeredNumber: String {
        var text = Substring(trimmed)
        let isNegative = text.first == "-"
        if isNegative || text.first == "+" { text.removeFirst() }
        let parts = text.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "," || $0 == "." }
        )
        let digits = parts.joined()
        let isNumber =
            (1...2).contains(parts.count) && !digits.isEmpty
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber else { return trimmed.uppercased() }
        let whole = parts[0].drop { $0 == "0" }
        var fraction = parts.count == 2 ? parts[1] : ""
        while fraction.last == "0" { fraction.removeLast() }
        let number = (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
        return isNegative && number != "0" ? "-" + number : String(number)
    }
}
