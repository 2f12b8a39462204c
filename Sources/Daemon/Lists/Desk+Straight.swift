internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolServices

extension Desk {
    /// Writes the first page of a hot list as its query writes it, straight from the stored bytes.
    ///
    /// The query stops behind a row more than the limit. Where there are so few bytes that the rows must
    /// be fewer than the limit, they are not even counted: no row has fewer than `leastBytes`, its comma
    /// included. `key` tells what a row is ordered by, from the row as it was written.
    func straight(
        _ request: ListRequest,
        leastBytes: Int,
        to output: inout OutputBuffer,
        _ write: (borrowing LMDBReader.View, inout OutputBuffer) throws(ServiceError) -> Void,
        key: (RawSpan, borrowing LMDBReader.View) throws(ServiceError) -> [UInt8]
    ) throws(RPCError) -> ListEnd {
        let start = output.byteCount
        return try read { view throws(ServiceError) in
            try write(view, &output)
            guard (output.byteCount - start) / leastBytes >= request.limit else { return ListEnd() }
            let starts = output.bytes.extracting(start...).rowStarts(leastBytes: leastBytes)
            guard starts.count > request.limit else { return ListEnd() }
            // Without the comma behind the last row that is kept.
            let end = start + starts[request.limit] - 1
            output.truncate(to: end)
            let row = start + starts[request.limit - 1]
            let next = try key(output.bytes.extracting(row...), view)
            output.append("]")
            return ListEnd(next: next)
        }
    }
}

extension Guest {
    /// Whether a list may be answered straight from the stored bytes.
    func takesStraight(_ request: ListRequest) -> Bool {
        request.isPlain && seesAll && !desk.isTraced
    }
}

extension RawSpan {
    /// The numbers that are the values of the first members of an object; 0 for null.
    func firstNumbers(_ count: Int) -> [UInt64] {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        var isValue = false
        for byte in [UInt8](copying: extracting(first: 160)) {
            switch byte {
            case 0x3a: (isValue, number) = (true, 0)
            case 0x30...0x39 where isValue: number = number * 10 + UInt64(byte - 0x30)
            case 0x2c where isValue:
                numbers.append(number)
                isValue = false
            default: break
            }
            if numbers.count == count { break }
        }
        return numbers
    }
}
