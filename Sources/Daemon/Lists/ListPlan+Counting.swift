internal import LMDB
internal import Records
internal import SchoolServices

extension ListPlan {
    /// Calls `body` with every row of the list, for sums over them; answers how many there are.
    func forEach(
        for guest: Guest,
        in view: borrowing LMDBReader.View,
        _ body: @escaping (Row) -> Void
    ) throws(ServiceError) -> Int {
        var counting = self
        counting.sorting = nil
        counting.write = { (row, _, _) throws(ServiceError) in body(row) }
        var scratch = OutputBuffer(capacity: 64)
        let all = ListRequest(limit: .max)
        return try counting.write(all, for: guest, in: view, to: &scratch).count
    }
}
