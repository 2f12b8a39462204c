internal import JSONRPC
internal import Records
internal import SchoolAPI

/// Which rows of a list a client asks for, and which of their members.
struct ListRequest {
    /// How many rows at most.
    var limit: Int
    /// How many rows stand before them.
    var offset = 0
    /// What the row in front of them is ordered by; nil for the beginning.
    var cursor: [UInt8]?
    /// The number of the page, where one was given.
    var number: Int?
    /// Whether all rows are to be counted.
    var withCount = false
    /// The members wanted; nil for all.
    var selection: ListSelection?

    /// Whether the rows are wanted whole, from the first on, and nothing is to be known besides.
    var isPlain: Bool {
        cursor == nil && number == nil && !withCount && selection == nil
    }

    /// Whether rows behind the page are to be counted.
    var counts: Bool { withCount || number != nil }
}

/// How many rows a list answers.
struct ListLimits: Sendable {
    /// Where the client does not tell.
    var usual = 50
    /// At most.
    var most = 500

    /// Rows of a day and a student: many are asked for at once.
    static let marks = ListLimits(usual: 500, most: 10_000)
    /// The modules of a course, which nearly always are asked for together.
    static let modules = ListLimits(usual: 500, most: 500)
}

extension Parameters {
    /// What every list takes.
    static let paging: [StaticString] = ["limit", "cursor", "page", "withCount", "fields"]

    /// Reads `limit`, `cursor`, `page`, `withCount` and `fields`.
    func listRequest(
        _ list: ListIdentity,
        _ limits: ListLimits,
        for guest: Guest
    ) throws(RPCError) -> ListRequest {
        // Mostly nothing is asked for but the list itself.
        guard givesAny(at: list.paging) else { return ListRequest(limit: limits.usual) }
        let limit = try countIfPresent("limit", in: 1...limits.most) ?? limits.usual
        var request = ListRequest(limit: limit)
        request.withCount = try bool("withCount", default: false)
        request.number = try countIfPresent("page", in: 1...1_000_000)
        let cursor = try stringIfPresent("cursor")
        if let number = request.number {
            guard cursor == nil else {
                throw invalid("page", "conflict", hint: "a page or a cursor")
            }
            request.offset = (number - 1) * limit
        }
        if let cursor { request.cursor = try suffix(of: cursor, list, guest) }
        request.selection = try selection(of: list)
        return request
    }

    /// Reads `fields`; nil where it is not given.
    func selection(of list: ListIdentity) throws(RPCError) -> ListSelection? {
        guard let value = value("fields"), value.kind != .null else { return nil }
        var elements = try elements("fields")
        var names: [String] = []
        while let element = elements.next() {
            guard let text = element.text else { throw invalid("fields", "wrongType") }
            let name = String(decoding: [UInt8](copying: text), as: UTF8.self)
            guard list.members.contains(name) else {
                let near = Nearest.name(to: name, among: list.members)
                throw invalid(
                    "fields",
                    "unknown",
                    hint: near.map { "did you mean \"\($0)\"?" }
                        ?? "some of \(list.members.joined(separator: ", "))"
                )
            }
            names.append(name)
        }
        guard !names.isEmpty else { throw invalid("fields", "empty") }
        return ListSelection(names)
    }
}

/// A list's name, and the members of its items.
struct ListIdentity: Sendable {
    let name: String
    /// The parameters that say which rows are listed, and in which order.
    let filters: [StaticString]
    let members: [String]
    /// The positions of the other parameters, one bit for each.
    let paging: UInt64

    /// A list whose items may show `hidden` members too, where they are asked for.
    init(_ message: MethodMessage, hidden: [String] = []) {
        name = "\(message.name)"
        members = message.itemMembers + hidden
        let paging = Parameters.paging.map { "\($0)" }
        let names = message.parameterNames
        filters = names.filter { !paging.contains("\($0)") }
        self.paging = names.indices.reduce(0) { positions, index in
            paging.contains("\(names[index])") ? positions | 1 << UInt64(index) : positions
        }
    }
}
