public import Collation
public import JSONRPC
public import LMDB
internal import Passwords
internal import Records
internal import SchoolModel
internal import SchoolServices
public import Storage
internal import Synchronization
internal import Threads

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
    /// The maxima of a conversation, which clients are told.
    public let limits: SessionLimits
    /// When it was opened.
    public let openedAt = ContinuousClock().now
    let sessionCount = Atomic<Int>(0)
    let shutdownCount = Atomic<Int>(0)
    /// Passwords are hashed here, one at a time: each takes a tenth of a second and 64 MiB.
    let hashingThread = JobThread(waitingMaximum: 256)
    let badLogins = BadLogins()
    /// Those of users who are logged in: nobody else can use them up.
    let badChanges = BadLogins()

    /// Opens the store of a folder, or makes one.
    public init(
        data folder: String,
        clock: HouseClock = HouseClock(),
        log: Log = Log(),
        limits: SessionLimits = SessionLimits()
    ) throws(HouseError) {
        self.clock = clock
        self.log = log
        self.limits = limits
        do throws(CollationError) { collator = try Collator() } catch { throw .collation(error) }
        do throws(OpenError) { engine = try LMDBEngine(opening: folder) } catch {
            throw .engine(error)
        }
        var options = Store<LMDBEngine>.Options()
        options.collation = collator.version
        options.clock = { clock.now }
        do throws(StoreOpenError) {
            store = try Store(engine, schema: SchoolSchema.self, options: options)
        } catch { throw .store(error) }
    }

    /// Lets the writer finish, and those who log in.
    public func close() {
        hashingThread.close()
        store.close()
    }

    /// Whether a session has said that it needs nothing more.
    public var isShutDown: Bool { shutdownCount.load(ordering: .relaxed) > 0 }

    /// The day that counts as today.
    var today: Day { clock.now.day }

    /// Who a guest's requests are made by; call it when the guest is admitted.
    func context(for guest: Guest) -> Context {
        Context(collator: collator, caller: guest.caller ?? .service)
    }

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
