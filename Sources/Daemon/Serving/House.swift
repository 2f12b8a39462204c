public import Collation
public import LMDB
public import Records
internal import SchoolModel
internal import SchoolServices
public import Storage
internal import Synchronization

/// What all sessions share: the store, its collation, and the clock.
public final class House: Sendable {
    /// The store.
    public let store: Store<LMDBEngine>
    /// For its statistics.
    public let engine: LMDBEngine
    /// Folds and orders names.
    public let collator: Collator
    /// What time it is.
    public let clock: HouseClock
    /// Where to tell what happens.
    public let log: Log
    /// When it was opened.
    public let openedAt = ContinuousClock().now
    let sessionCount = Atomic<Int>(0)
    /// The day whose statuses cohorts are stored with, and the one that was last asked for.
    let sweptDay = Atomic<Int>(.min)
    let sweepingDay = Atomic<Int>(.min)
    /// Tells sessions of changes.
    let herald: Herald
    /// Tells sessions what is logged.
    let logBoard = LogBoard()

    /// Opens the store of a folder, or makes one.
    public init(
        data folder: String,
        clock: HouseClock = HouseClock(),
        changesKept: Int = 1_000_000,
        log: Log = Log()
    ) throws(HouseError) {
        self.clock = clock
        self.log = log.with(logBoard)
        do throws(CollationError) { collator = try Collator() } catch { throw .collation(error) }
        do throws(OpenError) { engine = try LMDBEngine(opening: folder) } catch {
            throw .engine(error)
        }
        var options = Store<LMDBEngine>.Options()
        options.collation = collator.version
        options.clock = { clock.now }
        // They add indexes and tables; rows stay as they are.
        options.appliesMigrations = true
        options.changesKept = changesKept
        let bell = Bell()
        options.didCommit = { bell.ring() }
        do throws(StoreOpenError) {
            store = try Store(
                engine,
                schema: SchoolSchema.self,
                migrations: SchoolMigrations.all(),
                options: options
            )
        } catch { throw .store(error) }
        herald = Herald(store, bell)
    }

    /// Tells nobody anything more, and lets the writer finish.
    public func close() {
        herald.close()
        store.close()
    }

    /// How many subscriptions to changes there are.
    public var subscriptionCount: Int { herald.count }

    /// The day that counts as today.
    var today: Day { clock.now.day }

    /// Who a service session's requests are made by.
    var context: Context { Context(collator: collator) }

    /// Seconds since it was opened.
    var uptimeSeconds: Int64 { (ContinuousClock().now - openedAt).components.seconds }
}

/// Why a store cannot be served.
public enum HouseError: Error {
    /// The engine refuses the folder.
    case engine(OpenError)
    /// The store refuses what is in it.
    case store(StoreOpenError)
    /// There is no order of names.
    case collation(CollationError)
}

/// The daemon's clock; in test mode it stands still.
public struct HouseClock: Sendable {
    private let fixed: Timestamp?

    /// The system's clock.
    public init() { fixed = nil }

    /// Noon of a day, for ever.
    public init(standingAt day: Day) {
        fixed = Timestamp(milliseconds: Timestamp(startOf: day).milliseconds + 43_200_000)
    }

    /// What time it is.
    public var now: Timestamp { fixed ?? Timestamp.systemClock() }
}
