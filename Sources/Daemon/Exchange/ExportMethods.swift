internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolServices

extension House {
    var exportMethods: [Method<Guest>] { [adminExport] }

    private var adminExport: Method<Guest> {
        let house = self
        return working(.adminExport, "exporting") { guest, parameters throws(RPCError) in
            let limit = try parameters.countIfPresent("limit", in: 1...10_000) ?? 2000
            let owner = guest.cursorOwner
            if let cursor = try parameters.stringIfPresent("cursor") {
                return { _, output throws(RPCError) in
                    try house.continueExport(cursor, limit, for: owner, &output)
                }
            }
            let make = try house.export(parameters, guest)
            return { effort, output throws(RPCError) in
                let text = try make(effort)
                let page = try text.page(from: 0, rows: limit)
                var cursor: String?
                if page.end < text.byteCount {
                    cursor = "\(try house.exports.add(text, for: owner))-\(page.end)"
                }
                output.append(page: page.text, cursor)
            }
        }
    }

    /// What makes the text that the parameters ask for.
    private func export(
        _ parameters: borrowing Parameters,
        _ guest: Guest
    ) throws(RPCError) -> @Sendable (Effort) throws(RPCError) -> ExportText {
        let names = try parameters.entityNames("entities")
        let word = try parameters.wordIfPresent("format", of: ["jsonl", "csv"])
        guard word == "csv" || word == nil && names?.count == 1 else {
            // What belongs to no organisation, and to others, is in it too.
            guard guest.caller?.kind == .service else {
                let rule = RPCError.Fact("rule", .text("organization"))
                throw RPCError(.forbidden, facts: [rule], hint: "format csv")
            }
            let known = StoreTables.byName
            guard names?.allSatisfy({ known[$0] != nil }) != false else {
                let all = known.keys.sorted().joined(separator: ", ")
                throw parameters.invalid("entities", "notOneOf", hint: "some of \(all)")
            }
            let export = StoreExport(house: self, names: names)
            return { effort throws(RPCError) in try export.run(effort) }
        }
        guard let names, names.count == 1, let table = ExportTables.byName[names[0]] else {
            let all = ExportTables.byName.keys.sorted().joined(separator: ", ")
            throw parameters.invalid("entities", "notOneOf", hint: "one of \(all)")
        }
        let export = TableExport(house: self, table: table, caller: context(for: guest))
        return { effort throws(RPCError) in try export.run(effort) }
    }

    private func continueExport(
        _ cursor: String,
        _ limit: Int,
        for owner: String,
        _ output: inout OutputBuffer
    ) throws(RPCError) {
        let parts = cursor.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let id = parts[0], let start = parts[1],
            let text = exports.text(id, for: owner), start > 0, start < text.byteCount
        else { throw RPCError(.badCursor) }
        let page = try text.page(from: start, rows: limit)
        let isLast = page.end == text.byteCount
        if isLast { exports.remove(id) }
        output.append(page: page.text, isLast ? nil : "\(id)-\(page.end)")
    }
}

extension OutputBuffer {
    fileprivate mutating func append(page text: String, _ cursor: String?) {
        append("{")
        member("text", text)
        if let cursor { member("nextCursor", cursor) }
        removeTrailingComma()
        append("}")
    }
}

extension Parameters {
    /// Names, or nil where none are given.
    fileprivate func entityNames(_ name: StaticString) throws(RPCError) -> [String]? {
        guard has(name), value(name)?.kind != .null else { return nil }
        var names: [String] = []
        var elements = try elements(name)
        while let element = elements.next() {
            guard let text = element.text else { throw invalid(name, "wrongType") }
            names.append(String(decoding: [UInt8](copying: text), as: UTF8.self))
        }
        return names
    }
}
