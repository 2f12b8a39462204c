internal import Engine
internal import Interchange
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var exportMethods: [Method<Guest>] { [adminExport] }

    private var adminExport: Method<Guest> {
        let house = self
        return reading(.adminExport) { guest, parameters, output throws(RPCError) in
            var finder = TableFinder()
            SchoolSchema.visitEntities(&finder)
            var names: [String] = []
            var elements = try parameters.elements("entities")
            while let element = elements.next() {
                guard let text = element.text else {
                    throw parameters.invalid("entities", "wrongType")
                }
                names.append(String(decoding: [UInt8](copying: text), as: UTF8.self))
            }
            guard names.count == 1, let sheet = finder.sheets[names[0]] else {
                let known = finder.sheets.keys.sorted().joined(separator: ", ")
                throw parameters.invalid("entities", "notOneOf", hint: "one of \(known)")
            }
            _ = try parameters.wordIfPresent("format", of: ["csv"])
            let limit = try parameters.countIfPresent("limit", in: 1...2000) ?? 2000
            var last: UInt64 = 0
            if let cursor = try parameters.stringIfPresent("cursor") {
                guard let number = UInt64(cursor), number > 0 else { throw RPCError(.badCursor) }
                last = number
            }
            let first = last
            let page = try guest.desk.read { view throws(ServiceError) in
                try sheet.page(after: first, limit: limit, house.store.counters, in: view)
            }
            output.append("{")
            output.member("text", page.text)
            if let next = page.last { output.member("nextCursor", "\(next)") }
            output.removeTrailingComma()
            output.append("}")
        }
    }
}

/// The tables whose rows have numbers, by the names of the protocol.
private struct TableFinder: EntityVisitor, ~Copyable {
    var sheets: [String: any RowSheet] = [:]

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        guard E.hasID, let type = E.self as? any Record.Type else { return }
        sheets["\(E.table.name)"] = sheet(of: type)
    }

    private func sheet<Row: Record>(of type: Row.Type) -> any RowSheet { Sheet<Row>() }
}

/// Rows of one entity as lines of a table.
private protocol RowSheet {
    /// The lines behind a row, the heading in front of the first of all, and the last row's number where
    /// there are more.
    func page(
        after last: UInt64,
        limit: Int,
        _ counters: Counters,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> (text: String, last: UInt64?)
}

private struct Sheet<Row: Record>: RowSheet {
    func page(
        after last: UInt64,
        limit: Int,
        _ counters: Counters,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> (text: String, last: UInt64?) {
        var text = ""
        var (number, count) = (last, 0)
        if last == 0 { text = Self.columns.joined(separator: ",") + "\n" }
        while number < counters[Row.table].lastID {
            guard count < limit else { return (text, number) }
            number += 1
            let row: Row?
            do throws(StoreError) { row = try view.row(ID(number)) } catch {
                throw ServiceError(error)
            }
            guard let row else { continue }
            text += Self.line(of: row)
            count += 1
        }
        return (text, nil)
    }

    /// The fields that are shown, in the order of the row.
    private static var columns: [String] {
        Row.describeFields().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 && !parts[1].hasPrefix("hidden ") ? String(parts[0]) : nil
        }
    }

    private static func line(of row: Row) -> String {
        var output = OutputBuffer(capacity: 512)
        output.append(row: row)
        let buffer = InputBuffer(copying: [UInt8](copying: output.bytes).span)
        var parser = JSONParser(capacity: output.byteCount + 1)
        var cells: [String] = []
        do throws(JSONError) {
            let document = try parser.parse(buffer.padded)
            var members = document.root.children
            while members.next() != nil, let value = members.next() {
                cells.append(SeparatedValues.csv(value.importedText))
            }
        } catch { preconditionFailure("what is written here is JSON") }
        return cells.joined(separator: ",") + "\n"
    }
}
