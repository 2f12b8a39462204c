internal import Collation
internal import Engine
package import LMDB
package import Records
internal import SchoolModel
internal import SchoolServices
internal import Threads
package import Storage

package typealias SchoolStore = Store<LMDBEngine>
package typealias Scope = SchoolStore.Scope

/// A store that cannot be opened, with the reason.
package enum OpeningFailure: Error, CustomStringConvertible {
    case engine(OpenError)
    case store(StoreOpenError)

    package var description: String {
        switch self {
        case .engine(let error): "the engine: \(error)"
        case .store(let error): "the store: \(error)"
        }
    }
}

/// An engine and the store over it: the engine is needed for copies and for damage.
package struct OpenSchool: Sendable {
    package let engine: LMDBEngine
    package let store: SchoolStore

    /// A map that begins small grows under way, and batches are run again for it.
    package init(
        _ folder: String,
        mapByteCount: Int? = nil,
        clock: (@Sendable () -> Timestamp)? = nil
    ) throws(OpeningFailure) {
        var engineOptions = LMDBEngine.Options()
        engineOptions.mapByteCount = mapByteCount
        do throws(OpenError) {
            engine = try LMDBEngine(opening: folder, options: engineOptions)
        } catch { throw .engine(error) }
        var options = SchoolStore.Options()
        options.collation = Names.collator.version
        // Far fewer than anybody would: the log is trimmed again and again under way.
        options.changesKept = 500
        if let clock { options.clock = clock }
        do throws(StoreOpenError) {
            store = try SchoolStore(
                engine,
                schema: SchoolSchema.self,
                migrations: SchoolMigrations.all(),
                options: options
            )
        } catch { throw .store(error) }
    }

    /// Runs `body` against one view of the store.
    package func read<Result>(
        _ body: (borrowing LMDBSnapshot) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        var reader = try store.makeReader()
        return try reader.read(body)
    }

    /// What `verify` has to say, as text; empty where everything is right.
    package func findings() -> [String] {
        do throws(StoreError) {
            let report = try store.verify(SchoolSchema.self)
            return report.findings.map(\.description)
                + (report.count > report.findings.count ? ["... \(report.count) in all"] : [])
        } catch { return ["verify could not go on: \(error)"] }
    }
}

/// A clock that gives the instants that it was told, in their order: one for each operation.
package final class ToldClock: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var instants: [Timestamp] = []
    private var next = 0
    private var last = Timestamp(milliseconds: 0)

    package init() {}

    /// Told before the operation is submitted.
    package func tell(_ instant: Timestamp) { lock.withLock { instants.append(instant) } }

    /// The next instant, or the last one again where no operation asks.
    package func now() -> Timestamp {
        lock.withLock {
            guard next < instants.count else { return last }
            last = instants[next]
            next += 1
            if next == instants.count {
                instants.removeAll(keepingCapacity: true)
                next = 0
            }
            return last
        }
    }
}
