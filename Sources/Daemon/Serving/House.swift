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
    /// Folds and orders names; a setting may replace it.
    public let collation: SharedCollator
    /// What time it is.
    public let clock: HouseClock
    /// Where to tell what happens.
    public let log: Log
    /// The maxima of a conversation, which clients are told.
    public let limits: SessionLimits
    /// When it was opened.
    public let openedAt = ContinuousClock().now
    let sessionCount = Atomic<Int>(0)
    /// The day whose statuses cohorts are stored with, and the one that was last asked for.
    let sweptDay = Atomic<Int>(.min)
    let sweepingDay = Atomic<Int>(.min)
    /// What the policy leaves to the school.
    let rules = HouseRules()
    /// Tells sessions of changes.
    let herald: Herald
    /// Imports whose rows are still coming in.
    let imports = ImportShelf()
    /// Exports of which not all pages have been asked for.
    let exports = ExportShelf()
    /// Tells sessions which modules open.
    let crier: Crier
    /// Tells sessions what is logged.
    let logBoard = LogBoard()
    let shutdownCount = Atomic<Int>(0)
    /// Which parts of the school there are.
    let parts = PartLevel()
    /// Passwords are hashed here, one at a time: each takes a tenth of a second and 64 MiB.
    let hashingThread = JobThread(waitingMaximum: 256)
    let badLogins = BadLogins()
    /// Those of users who are logged in: nobody else can use them up.
    let badChanges = BadLogins()

    /// Opens the store of a folder, or makes one.
    public init(
        data folder: String,
        clock: HouseClock = HouseClock(),
        changesKept: Int? = nil,
        log: Log = Log(),
        limits: SessionLimits = SessionLimits()
    ) throws(HouseError) {
        self.clock = clock
        self.log = log.with(logBoard)
        self.limits = limits
        let collator: Collator
        do throws(CollationError) { collator = try Collator() } catch { throw .collation(error) }
        collation = SharedCollator(collator)
        do throws(OpenError) { engine = try LMDBEngine(opening: folder) } catch {
            throw .engine(error)
        }
        var options = Store<LMDBEngine>.Options()
        options.collation = collator.version
        // What an older ICU sorted, or another alphabet, is sorted anew below.
        options.acceptsOtherCollation = true
        options.clock = { clock.now }
        // They add indexes and tables; rows stay as they are.
        options.appliesMigrations = true
        if let changesKept { options.changesKept = changesKept }
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
        crier = Crier(store, clock)
        try settleCollation()
        do throws(StoreError) { try findParts() } catch { throw .settings(error) }
        do throws(StoreError) { try obeySettings(butFor: changesKept) } catch {
            throw .settings(error)
        }
    }

    /// Tells nobody anything more, and lets the writer finish, and those who log in.
    public func close() {
        herald.close()
        crier.close()
        hashingThread.close()
        store.close()
    }

    /// How many subscriptions to changes there are.
    public var subscriptionCount: Int { herald.count }

    /// Whether a session has said that it needs nothing more.
    public var isShutDown: Bool { shutdownCount.load(ordering: .relaxed) > 0 }

    /// The day that counts as today.
    var today: Day { clock.now.day }

    /// Who a guest's requests are made by; call it when the guest is admitted.
    func context(for guest: Guest) -> Context {
        context(of: guest.caller ?? .service)
    }

    /// Who a session's requests are made by.
    func context(of caller: Caller) -> Context {
        var context = Context(collation: collation, caller: caller)
        context.isSelfService = caller.kind == .student
        context.policySettings = rules.policy
        context.defersReferences = caller.kind == .service && rules.defersReferences
        return context
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
    /// The store cannot be asked for its settings.
    case settings(StoreError)
    /// Names cannot be sorted anew.
    case sorting(String)
    /// There is no order of names.
    case collation(CollationError)
}

extension HouseError: CustomStringConvertible {
    /// The reason and, where there is one, what to do.
    public var description: String {
        switch self {
        case .engine(let error): "\(error)"
        case .store(let error): "\(error)"
        case .settings(let error): "its settings cannot be read: \(error)"
        case .sorting(let reason): "names cannot be sorted anew: \(reason)"
        case .collation(let error): "there is no order of names: \(error)"
        }
    }
}
