internal import JSONRPC
internal import Threads

/// An import whose rows are still coming in.
enum OpenImport: Sendable {
    /// Rows of other systems.
    case rows(ImportSource)
    /// An export of a store.
    case store(StoreSource)
}

/// The imports whose rows are still coming in; whoever began one may go on over another connection.
final class ImportShelf: @unchecked Sendable {
    static let maximum = 16
    /// Nobody waits longer between two messages.
    static let patience = Duration.seconds(600)

    private let lock = Lock()
    // Guarded by `lock`.
    private var lastID = 0
    private var sources: [Int: (source: OpenImport, touchedAt: ContinuousClock.Instant)] = [:]

    /// Opens an import; refused while too many are open.
    func add(_ source: OpenImport) throws(RPCError) -> Int {
        let id: Int? = lock.withLock {
            let now = ContinuousClock.now
            sources = sources.filter { now - $0.value.touchedAt < Self.patience }
            guard sources.count < Self.maximum else { return nil }
            lastID += 1
            sources[lastID] = (source, now)
            return lastID
        }
        guard let id else { throw RPCError(.busy, "too many imports are open") }
        return id
    }

    /// Takes an import away; the caller puts it back, or writes it.
    func take(_ id: Int) throws(RPCError) -> OpenImport {
        let source = lock.withLock { sources.removeValue(forKey: id)?.source }
        guard let source else {
            throw RPCError(
                .notFound,
                facts: [.init("entity", .text("import")), .init("id", .number(Int64(id)))],
                hint: "import/begin"
            )
        }
        return source
    }

    func putBack(_ source: OpenImport, as id: Int) {
        lock.withLock { sources[id] = (source, ContinuousClock.now) }
    }
}
