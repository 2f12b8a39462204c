internal import LMDB
internal import Records
internal import SchoolServices

extension ListPlan {
    /// All items, as an array in the middle of something else.
    func text(
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> JSONText {
        var output = OutputBuffer(capacity: 1_024)
        _ = try write(ListRequest(limit: .max), for: guest, in: view, to: &output)
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}
