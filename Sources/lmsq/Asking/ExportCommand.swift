import Client

/// Writes rows of the store into a file, or on standard output: all of them, or those of some entities.
struct ExportCommand {
    static let usage = "export [--format jsonl | csv] [ENTITY...] [FILE | -]"

    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run(_ words: [String]) throws(Failure) {
        guard !words.isEmpty else {
            throw .usage("export takes a file, or -", hint: "lmsq export school.jsonl")
        }
        // A name with a point or a slash is that of a file; entities have neither.
        var entities = words
        var path: String?
        if let last = words.last, last == "-" || last.contains(".") || last.contains("/") {
            entities.removeLast()
            path = last == "-" ? nil : last
        }
        if let path, path.hasSuffix(".xlsx") || path.hasSuffix(".zip") {
            throw .usage("\(path) cannot be made", hint: "a name that ends in .jsonl or .csv")
        }
        var members: [JSON.Member] = []
        if !entities.isEmpty {
            let names = entities.map { JSON.text($0) }
            members.append(.init(name: "entities", value: .array(names)))
        }
        if let format = try format(of: path) {
            members.append(.init(name: "format", value: .text(format)))
        }
        // Nothing is made before the daemon has answered.
        let talk = try Talk(invocation)
        let first = try talk.call("admin/export", .object(members))
        guard let path else { return try write(first, talk, to: nil) }
        let file = try OutputFile(path)
        try write(first, talk, to: file)
        try file.finish()
    }

    private func write(_ first: Reply, _ talk: Talk, to file: OutputFile?) throws(Failure) {
        var page = first
        while true {
            guard let text = page.member("text")?.string else {
                throw Failure(.malformed, socket: invocation.options.socket)
            }
            if let file {
                try file.write([UInt8](text.utf8))
            } else {
                Output.write(text)
                try Output.flushIfLong()
            }
            guard let cursor = page.member("nextCursor"), cursor != .null else { return }
            let members = [JSON.Member(name: "cursor", value: cursor)]
            page = try talk.call("admin/export", .object(members))
        }
    }

    /// What was asked for, else what the file's name says; nil where the daemon is to choose.
    private func format(of path: String?) throws(Failure) -> String? {
        var format: String?
        for (name, value) in invocation.flags {
            guard name == "format", format == nil else {
                throw .unknown(
                    "option of export:",
                    "--\(name)",
                    among: ["--format"],
                    hint: { "\($0) jsonl" }
                )
            }
            format = value
        }
        if let format { return format }
        if invocation.options.isFormatGiven {
            switch invocation.options.format {
            case .csv: return "csv"
            case .ndjson: return "jsonl"
            case let other:
                throw .usage("an export is no \(other.rawValue)", hint: "--format jsonl, or csv")
            }
        }
        if path?.hasSuffix(".csv") == true { return "csv" }
        return path?.hasSuffix(".jsonl") == true || path?.hasSuffix(".ndjson") == true
            ? "jsonl" : nil
    }
}
