internal import Engine
internal import JSONRPC
internal import LMDB
internal import SchoolServices
internal import Storage

/// What the sessions of one loop share: one reading side of the store.
public final class Desk {
    private var reader: LMDBReader
    /// What answering takes, while somebody wants to know.
    var trace: ListTrace?

    init(_ house: House) {
        do throws(StoreError) { reader = try house.store.makeReader() } catch {
            // A daemon that cannot read has nothing to serve.
            fatalError("no reader: \(error)")
        }
    }

    /// Runs `body` against one snapshot.
    func read<Success>(
        _ body: (borrowing LMDBReader.View) throws(ServiceError) -> Success
    ) throws(RPCError) -> Success {
        do throws(ServiceError) { return try reader.read(body) } catch { throw RPCError(error) }
    }
}
