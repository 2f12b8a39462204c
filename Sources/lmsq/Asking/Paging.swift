import Client
import SchoolAPI

/// How much of a list is wanted.
struct Paging {
    /// How many rows at most.
    var limit: Int?
    /// Behind which row to begin.
    var cursor: String?
    /// Whether all pages are wanted where one would do.
    var isWhole = false
    var fields: [String] = []

    /// Takes an option if it is one of these.
    mutating func take(_ name: String, _ value: String) throws(Failure) -> Bool {
        switch name {
        case "all": isWhole = true
        case "cursor": cursor = value
        case "fields": fields = value.split(separator: ",").map(String.init)
        case "limit":
            guard let limit = Int(value), limit > 0 else {
                throw .usage("--limit wants a number above 0, not \"\(value)\"")
            }
            self.limit = limit
        default: return false
        }
        return true
    }
}

/// A list that is fetched page by page, and shown as it comes.
struct Lister {
    let talk: Talk
    let method: String
    let members: [JSON.Member]
    let paging: Paging
    /// How many rows are fetched at once.
    let pageRows: Int

    /// Fetches and shows the rows.
    func run(_ printer: inout Printer) throws(Failure) {
        var cursor = paging.cursor
        var shown = 0
        repeat {
            let rows = min(pageRows, paging.limit.map { $0 - shown } ?? .max)
            let reply = try talk.call(method, .object(page(rows, cursor)))
            shown += try printer.show(page: reply)
            cursor = reply.member("nextCursor")?.string
            if let count = reply.member("count") { LMSQ.tell("lmsq: \(count.line) rows in all\n") }
        } while cursor != nil && (paging.limit.map { shown < $0 } ?? true)
        try printer.end()
        if let cursor { LMSQ.tell("lmsq: there are more; go on with --cursor \(cursor)\n") }
    }

    private func page(_ rows: Int, _ cursor: String?) -> [JSON.Member] {
        var members = members + [.init(name: "limit", value: .integer(Int64(rows)))]
        if let cursor { members.append(.init(name: "cursor", value: .text(cursor))) }
        return members
    }
}
