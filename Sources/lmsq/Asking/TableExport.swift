import Client
import Interchange
import SchoolAPI

/// Writes all rows of an entity as a table, page by page.
struct TableExport {
    private let invocation: Invocation
    private let entity: String

    init(_ invocation: Invocation, _ entity: String) {
        self.invocation = invocation
        self.entity = entity
    }

    func run() throws(Failure) {
        // A terminal and a pipe get what can be had; another format that was asked for is refused.
        if invocation.options.isFormatGiven, invocation.options.format != .csv {
            throw .usage("an export is a CSV file", hint: "lmsq export \(entity) -o csv")
        }
        let talk = try Talk(invocation)
        var cursor: JSON?
        repeat {
            var members: [JSON.Member] = [
                .init(name: "entities", value: .array([.text(entity)]))
            ]
            if let cursor { members.append(.init(name: "cursor", value: cursor)) }
            let page = try talk.call("admin/export", .object(members))
            Output.write(page.member("text")?.string ?? "")
            try Output.flushIfLong()
            cursor = page.member("nextCursor")
        } while cursor != nil
    }
}
