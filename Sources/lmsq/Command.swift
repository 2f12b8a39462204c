import Client
import Glibc

/// One command, run to its end.
struct Command {
    let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws(Failure) {
        let words = arguments.words
        switch words.first {
        case "call": try call(Array(words.dropFirst()))
        case "daemon": try DaemonCommand(arguments).run(Array(words.dropFirst()))
        case "roster": try list("cohort/roster", "cohortId", .cohort, words.dropFirst())
        case "schedule": try list("schedule/status", "cohortId", .cohort, words.dropFirst())
        case "enrollments":
            try list("enrollment/listByStudent", "studentId", .student, words.dropFirst())
        case "attendance":
            guard words.count == 2, words[1] == "range" else {
                throw .usage("attendance is asked for as: attendance range")
            }
            try list("attendance/range", nil, .group, [])
        default: throw .usage("there is no command \(words.first ?? "")")
        }
    }

    // MARK: - Any method

    private func call(_ words: [String]) throws(Failure) {
        guard let method = words.first else { throw .usage("call needs a method") }
        let given = Array(words.dropFirst())
        let parameters: [UInt8]
        if given == ["-"] {
            parameters = Self.standardInput()
        } else if given.count == 1, given[0].hasPrefix("{") || given[0].hasPrefix("[") {
            parameters = [UInt8](given[0].utf8)
        } else {
            var members: [(String, JSON)] = []
            for word in given {
                guard let equals = word.firstIndex(of: "=") else {
                    throw .usage("\(word) is not key=value")
                }
                let value = String(word[word.index(after: equals)...])
                members.append((String(word[..<equals]), JSON(word: value)))
            }
            for option in arguments.options {
                members.append((option.name, JSON(word: option.value)))
            }
            parameters = members.isEmpty ? [] : [UInt8](Self.object(members).utf8)
        }
        if !parameters.isEmpty, JSON(parameters) == nil {
            throw .usage("the parameters are not JSON")
        }
        let result = try Talk(arguments).call(method, parameters)
        Printer(arguments.format).show(result)
    }

    private static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = unsafe read(0, &chunk, chunk.count), count > 0 {
            bytes += chunk[..<count]
        }
        return bytes
    }

    // MARK: - Lists

    /// Asks for all pages of a list about one row.
    private func list(
        _ method: String,
        _ subject: String?,
        _ kind: Talk.Kind,
        _ words: ArraySlice<String>
    ) throws(Failure) {
        let talk = try Talk(arguments)
        var members: [(String, JSON)] = []
        if let subject {
            guard let word = words.first, words.count == 1 else {
                throw .usage("the command needs one \(kind.rawValue)")
            }
            members.append((subject, try talk.resolve(kind, word)))
        }
        for (name, value) in arguments.options {
            if let kind = Talk.Kind(rawValue: name) {
                members.append((name + "Id", try talk.resolve(kind, value)))
            } else {
                members.append((name, JSON(word: value)))
            }
        }
        let isWhole = !members.contains { ["limit", "page", "cursor"].contains($0.0) }
        if isWhole { members.append(("limit", .integer(500))) }
        let printer = Printer(arguments.format)
        var rows: [JSON] = []
        var cursor: JSON?
        repeat {
            let page = members + (cursor.map { [("cursor", $0)] } ?? [])
            let result = try talk.call(method, [UInt8](Self.object(page).utf8))
            rows += result["items"]?.elements ?? []
            cursor = isWhole ? result["nextCursor"] : nil
        } while cursor != nil
        printer.show(rows: rows)
    }

    private static func object(_ members: [(String, JSON)]) -> String {
        "{" + members.map { JSON.text($0).line + ":" + $1.line }.joined(separator: ",") + "}"
    }
}

extension JSON {
    /// A word of the command line: JSON where it is some, otherwise a text.
    init(word: String) { self = JSON([UInt8](word.utf8)) ?? .text(word) }
}
