import Records

/// Brings the store's answers into the form of SQLite's, which shows days and instants as numbers.
///
/// One walk over the text: a string that looks like a day or an instant is one in the answers that are
/// compared, since no name and no note does.
enum PlainTimes {
    /// Days since 1970-01-01 and milliseconds since then, without quotation marks.
    static func replace(in answer: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(answer.count)
        var index = 0
        while index < answer.count {
            if answer[index] == quote {
                if let number = number(answer, index, length: 12)
                    ?? number(answer, index, length: 26)
                {
                    plain += Array(String(number.value).utf8)
                    index = number.end
                    continue
                }
            }
            plain.append(answer[index])
            index += 1
        }
        return plain
    }

    /// The array inside of `{"items":[...]}`, or the whole answer.
    static func items(of answer: [UInt8]) -> [UInt8] {
        let head = Array("{\"items\":".utf8)
        guard answer.starts(with: head) else { return answer }
        return Array(answer.dropFirst(head.count).dropLast())
    }

    private static let quote = UInt8(ascii: "\"")

    private static func number(
        _ text: [UInt8],
        _ start: Int,
        length: Int
    ) -> (value: Int, end: Int)? {
        let end = start + length
        guard end <= text.count, text[end - 1] == quote else { return nil }
        let inside = String(decoding: text[start + 1..<end - 1], as: UTF8.self)
        guard let day = Day(String(inside.prefix(10))) else { return nil }
        if length == 12 { return (Int(day.number), end) }
        let digits = Array(inside.utf8).map { Int($0) - 0x30 }
        guard digits[13] == 10, digits[16] == 10, digits[19] == -2 else { return nil }
        let hour = digits[11] * 10 + digits[12]
        let minute = digits[14] * 10 + digits[15]
        let second = digits[17] * 10 + digits[18]
        let thousandth = digits[20] * 100 + digits[21] * 10 + digits[22]
        let clock = ((hour * 60 + minute) * 60 + second) * 1000 + thousandth
        return (Int(day.number) * 86_400_000 + clock, end)
    }
}
