internal import CLMDB
public import Engine
internal import Glibc
internal import Synchronization
internal import Threads

/// One open store: a folder with an LMDB file of three trees, which this process alone has open.
///
/// Any number of threads read, each with its own `LMDBReader`; one writes at a time.
@safe public final class LMDBEngine: Engine {
    // LMDB's environment may be used by all threads; it is closed in `deinit` and never replaced.
    nonisolated(unsafe) let handle: OpaquePointer
    private let lockFile: LockFile
    /// The folder as it was named.
    public let folder: String
    /// What it was opened with.
    public let options: Options
    /// Whether the map was opened smaller than it may become, so that readers must make way for growth.
    let isGrowable: Bool
    let gate = Gate()
    /// How often something was committed since the store was opened.
    let commits = Atomic<UInt64>(0)
    /// One writer at a time: LMDB's own lock would do, but not while the map is moved.
    let writer = Lock()
    private let state = Lock()
    // The thread inside `write`, the code of a commit that failed half-way, and how many readers there
    // are: touched only under `state`.
    nonisolated(unsafe) private var writingThread: pthread_t?
    nonisolated(unsafe) private var fatalCode: Int32?
    nonisolated(unsafe) private var readers = 0
    // Touched only under `writer`.
    nonisolated(unsafe) var mapByteCount: Int

    /// Opens the store in a folder, or creates it where there is none.
    ///
    /// When this returns, what the file holds is durable and the trees are there.
    public init(opening folder: String, options: Options = Options()) throws(OpenError) {
        let lock = try Opening.lock(folder, options)
        let environment = try Opening.environment(folder, options)
        unsafe handle = environment.release()
        lockFile = lock
        self.folder = folder
        self.options = options
        unsafe mapByteCount = options.initialByteCount
        isGrowable = options.initialByteCount < options.maximumByteCount
    }

    // Readers hold the engine, and the lock file is closed after this: no one meets a closed file.
    deinit { unsafe mdb_env_close(handle) }

    /// A reading side for the calling thread, kept as long as the thread reads.
    public func makeReader() throws(EngineError) -> LMDBReader { try LMDBReader(self) }

    /// Lends LMDB's environment.
    ///
    /// A benchmark compares with C through it: LMDB forbids opening a file twice in one process.
    ///
    /// Whoever uses it must leave no transaction open, write nothing, and not run beside a growth of the
    /// map. The numbers of the trees are in `tables`.
    @unsafe public func withEnvironmentPointer<Result: ~Copyable, Failure>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(handle)
    }

    // MARK: - Who is inside

    /// Passes the gate, where there is one to pass.
    func enter() { if isGrowable { gate.enter() } }

    /// The other way.
    func leave() { if isGrowable { gate.leave() } }

    func countReader(_ difference: Int) { state.withLock { unsafe readers += difference } }

    var readerCount: Int { state.withLock { unsafe readers } }

    /// Takes the writer's place.
    ///
    /// A write inside a write would wait for itself.
    func beginWriting() {
        let thread = pthread_self()
        let isNested = state.withLock { unsafe writingThread == thread }
        // Not a precondition, which says nothing in a release build.
        if isNested { fatalError("write is called inside the body of a write") }
        writer.acquire()
        state.withLock { unsafe writingThread = thread }
    }

    func endWriting() {
        state.withLock { unsafe writingThread = nil }
        writer.release()
    }

    // MARK: - A commit that failed

    func refuseAfterFailure() throws(EngineError) {
        if let code = state.withLock({ unsafe fatalCode }) { throw .outcomeUnknown(code: code) }
    }

    func stop(after code: Int32) -> EngineError {
        state.withLock { unsafe fatalCode = code }
        return .outcomeUnknown(code: code)
    }
}
