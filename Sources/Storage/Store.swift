public import Engine
public import Records
internal import Threads

/// An open store: typed rows over an engine, one writer, as many readers as there are threads.
public final class Store<E: Engine>: Sendable {
    /// How a store is opened.
    public struct Options: Sendable {
        /// The store's clock; tests and imports bring their own.
        public var clock: @Sendable () -> Timestamp = Timestamp.systemClock
        /// Whether pending migrations are applied; otherwise a store that waits for some is refused.
        public var appliesMigrations = false
        /// The version of the collator whose sort keys the program writes.
        public var collation = ""
        /// Opens a store whose sort keys another collator has made, so that they can be made anew.
        public var acceptsOtherCollation = false
        /// How many of the last changes can be read again by whoever has missed them.
        ///
        /// Older ones are forgotten when the writer has nothing else to do, but for those that hold an
        /// activity row, counters or a meta record.
        public var changesKept = 1_000_000
        /// Called on the writer's thread after each commit, when its callers have been told.
        public var didCommit: @Sendable () -> Void = {}
        /// Called after a failed commit; the default ends the process at once.
        ///
        /// The callers of its batch have been told by then that the outcome is unknown.
        public var failStop: @Sendable (EngineError) -> Void = stopProcess

        /// The defaults.
        public init() {}
    }

    /// What `write` lends.
    public typealias Scope = WriteScope<E.Transaction>

    let engine: E
    let lane: Lane<E>
    private let thread: WorkerThread
    private let closing = Once()
    /// What the schema says.
    public let catalog: Catalog<E.Transaction>
    /// What the store said about itself when it was opened, migrations of this opening included.
    public let header: StoreHeader

    /// Opens the store that the engine holds, or makes one of this schema in an empty engine.
    public init<S: Schema>(
        _ engine: E,
        schema: S.Type,
        migrations: [Migration<E.Transaction>] = [],
        options: Options = Options()
    ) throws(StoreOpenError) {
        let catalog = Catalog<E.Transaction>(schema)
        self.engine = engine
        self.catalog = catalog
        let opening = Opening(
            engine: engine,
            catalog: catalog,
            migrations: migrations,
            options: options
        )
        let (header, counters) = try opening.run()
        self.header = header
        let log = LogPromise(horizon: try opening.horizon(), kept: options.changesKept)
        let lane = Lane(
            engine: engine,
            catalog: catalog,
            counters: counters,
            log: log,
            clock: options.clock,
            didCommit: options.didCommit,
            failStop: options.failStop
        )
        self.lane = lane
        thread = WorkerThread { lane.run() }
    }

    deinit {
        close()
        if thread.isCurrent { thread.detach() }
    }

    /// Answers what is queued, leaves the counters' totals behind, and ends the writer.
    ///
    /// Reading goes on. A second call does nothing; a store that is let go closes itself. On the
    /// writer's own thread, in a completion, it does not wait for the end.
    public func close() {
        if thread.isCurrent { return lane.close() }
        closing.run {
            lane.close()
            thread.join()
        }
    }

    /// A reading side for the calling thread.
    public func makeReader() throws(StoreError) -> E.Reader {
        do throws(EngineError) { return try engine.makeReader() } catch { throw .engine(error) }
    }

    /// Runs `body` against one immutable view.
    ///
    /// A thread that reads often keeps a reader of its own: making one costs as much as a small query.
    public func read<Success: ~Copyable, Failure: StoreFailure>(
        _ body: (borrowing E.Reader.View) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        var reader: E.Reader
        do throws(StoreError) { reader = try makeReader() } catch { throw Failure(error) }
        return try reader.read(body)
    }

    /// The counters as the last commit left them.
    public var counters: Counters { lane.counters }

    /// What the write lane has done since the store was opened.
    public var laneStatistics: LaneStatistics { lane.figures }

    /// Runs `body` in the write lane and returns when what it wrote is durable.
    ///
    /// Bodies of several threads share a commit. One that throws leaves no trace. A body may run twice.
    /// Not to be called in a completion, nor inside `read`: a map that grows waits for its readers.
    public func write<Success: Sendable, Failure: StoreFailure>(
        _ body: @escaping @Sendable (inout Scope) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        // Not a precondition, which says nothing in a release build.
        if thread.isCurrent { fatalError("write is called on the writer's own thread") }
        let answer = Answer<Result<Success, Failure>>()
        submit(body) { result in answer.give(result) }
        return try answer.wait().get()
    }

    /// Queues `body` and calls `completion` on the writer's thread after the commit that covers it.
    public func submit<Success: Sendable, Failure: StoreFailure>(
        _ body: @escaping @Sendable (inout Scope) throws(Failure) -> Success,
        then completion: @escaping @Sendable (Result<Success, Failure>) -> Void
    ) {
        lane.submit(TypedJob(body: body, completion: completion))
    }
}

/// One value that one thread waits for and another gives.
private final class Answer<Value: Sendable>: @unchecked Sendable {
    private let lock = Lock()
    private let given = Condition()
    // Guarded by `lock`.
    private var value: Value?

    func give(_ value: Value) {
        lock.withLock {
            self.value = value
            given.signal()
        }
    }

    func wait() -> Value {
        lock.acquire()
        defer { lock.release() }
        while true {
            if let value { return value }
            given.wait(holding: lock)
        }
    }
}

/// Something that is done once, whoever asks first; the others wait until it is done.
private final class Once: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var isDone = false

    func run(_ body: () -> Void) {
        lock.withLock {
            guard !isDone else { return }
            isDone = true
            body()
        }
    }
}

/// Ends the process at once: after a failed commit only a new start can tell what is stored.
@Sendable func stopProcess(_ error: EngineError) {
    endProcess(
        saying:
            "lms: a commit failed (\(error)); its outcome is unknown. Start again to find out.\n",
        status: 74
    )
}

extension Timestamp {
    /// The system's clock.
    @Sendable public static func systemClock() -> Timestamp {
        Timestamp(milliseconds: systemMilliseconds())
    }
}
