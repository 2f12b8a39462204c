internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolServices

/// How the rows of a list look, so that they can be counted without being parsed.
struct RowForm {
    /// No row has fewer bytes, its comma included: one-digit ids, empty texts, nulls, the shortest status.
    ///
    /// A bound that is too large would step over a row.
    let leastBytes: Int
    /// How many members at the beginning of a row tell it from all others.
    let keyMembers: Int
}

extension Desk {
    typealias WriteRows =
        (borrowing LMDBReader.View, inout OutputBuffer) throws(ServiceError) -> Void

    /// Writes a page of what a query answers, as an object.
    ///
    /// The query writes all rows in place; those that are not of the page are taken out again. Where
    /// there are so few bytes that the rows must be fewer than the limit, they are not even counted.
    func list(
        _ page: Page,
        _ form: RowForm,
        to output: inout OutputBuffer,
        _ write: WriteRows
    ) throws(RPCError) {
        output.append("{\"items\":")
        let start = output.byteCount
        try read { view throws(ServiceError) in try write(view, &output) }
        if !page.isPlain || (output.byteCount - start) / form.leastBytes >= page.limit {
            output.cut(page, form, from: start)
        }
        output.append("}")
    }

    /// As `list`, with only the rows that `isWanted` takes.
    func list(
        _ page: Page,
        _ form: RowForm,
        to output: inout OutputBuffer,
        where isWanted: (RawSpan) -> Bool,
        _ write: WriteRows
    ) throws(RPCError) {
        try list(page, form, to: &output) { view, output throws(ServiceError) in
            var all = OutputBuffer(capacity: 16 << 10)
            try write(view, &all)
            let starts = all.bytes.rowStarts(leastBytes: form.leastBytes)
            output.append("[")
            for (index, start) in starts.enumerated() {
                let end = index + 1 < starts.count ? starts[index + 1] : all.byteCount
                let row = all.bytes.extracting(start..<(end - 1))
                guard isWanted(row) else { continue }
                output.append(row)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]")
        }
    }

    /// Writes a page of rows of a table, as an object.
    func list<Row: Record>(
        _ page: Page,
        to output: inout OutputBuffer,
        _ gather: (borrowing LMDBReader.View) throws(ServiceError) -> [Row]
    ) throws(RPCError) {
        let rows: [Row] = try read { view throws(ServiceError) in try gather(view) }
        let keys = rows.map { [UInt8]("{\"id\":\($0.id),".utf8) }
        let (wanted, next) = page.part(of: rows.count) { keys[$0] == $1 }
        output.append("{\"items\":[")
        for row in rows[wanted] {
            output.append(row: row)
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("]")
        output.append(page, count: rows.count, next: next.map { keys[$0] }, behind: wanted)
        output.append("}")
    }
}

extension Page {
    /// Whether nothing has to be known but whether there are too many rows.
    fileprivate var isPlain: Bool { isFirst && !withCount && number == nil }

    /// The places of its rows, and of the last of them if others follow.
    fileprivate func part(
        of count: Int,
        isAt: (Int, [UInt8]) -> Bool
    ) -> (rows: Range<Int>, last: Int?) {
        var first = min(offset, count)
        if !lastKey.isEmpty, let place = (0..<count).first(where: { isAt($0, lastKey) }) {
            first = place + 1
        }
        let end = min(first + limit, count)
        return (first..<end, end < count && end > first ? end - 1 : nil)
    }
}

extension OutputBuffer {
    /// Leaves only a page of an array of flat objects, and says what lies around it.
    fileprivate mutating func cut(_ page: Page, _ form: RowForm, from start: Int) {
        let (starts, wanted, key) = bytes.extracting(start...).rows(of: page, form)
        if wanted.isEmpty {
            truncate(to: start)
            append("[]")
        } else {
            if wanted.upperBound < starts.count {
                truncate(to: start + starts[wanted.upperBound] - 1)
                append("]")
            }
            let front = starts[wanted.lowerBound]
            if front > 1 { move(from: start + front, by: 1 - front) }
        }
        append(page, count: starts.count, next: key, behind: wanted)
    }

    /// Appends the members that lie around the rows.
    fileprivate mutating func append(
        _ page: Page,
        count: Int,
        next key: [UInt8]?,
        behind rows: Range<Int>
    ) {
        if let key {
            append(",\"nextCursor\":")
            append(text: page.cursor(behind: rows.upperBound, key))
        }
        if page.withCount || page.number != nil {
            append(",\"count\":")
            append(number: Int64(count))
        }
        if let number = page.number {
            append(",\"currentPage\":")
            append(number: Int64(number))
            append(",\"totalPages\":")
            append(number: Int64((count + page.limit - 1) / page.limit))
        }
    }
}

extension RawSpan {
    /// Where the rows of an array begin, which of them are of a page, and what its cursor holds.
    fileprivate func rows(
        of page: Page,
        _ form: RowForm
    ) -> (starts: [Int], wanted: Range<Int>, key: [UInt8]?) {
        let starts = rowStarts(leastBytes: form.leastBytes)
        let (wanted, last) = page.part(of: starts.count) { place, key in
            extracting(starts[place]...).starts(with: key.rawSpan)
        }
        let key = last.map { extracting(starts[$0]...).key(of: form.keyMembers) }
        return (starts, wanted, key)
    }

    /// The first members of an object and the comma behind them; none of them holds one itself.
    fileprivate func key(of members: Int) -> [UInt8] {
        let head = [UInt8](copying: extracting(first: 160))
        var left = members
        let end = head.firstIndex { byte in
            left -= byte == 0x2c ? 1 : 0
            return left == 0
        }
        return Array(head[...(end ?? head.count - 1)])
    }
}
