/// A thread that does one job after the other; there is none before the first job.
public final class JobThread: Sendable {
    private let waitingMaximum: Int
    private let lock = Lock()
    private let changed = Condition()
    // All are touched only while the lock is held.
    nonisolated(unsafe) private var jobs: [@Sendable () -> Void] = []
    nonisolated(unsafe) private var isClosing = false
    nonisolated(unsafe) private var thread: WorkerThread?

    /// A thread for which so many jobs may wait.
    public init(waitingMaximum: Int) { self.waitingMaximum = waitingMaximum }

    /// Queues a job; false, and it is dropped, when there are too many or the end has come.
    public func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        lock.withLock {
            guard unsafe !isClosing, unsafe jobs.count < waitingMaximum else { return false }
            unsafe jobs.append(job)
            if unsafe thread == nil { unsafe thread = WorkerThread { [self] in work() } }
            changed.signal()
            return true
        }
    }

    /// Lets what is queued be done, and ends the thread.
    public func close() {
        let thread = lock.withLock {
            unsafe isClosing = true
            changed.broadcast()
            defer { unsafe self.thread = nil }
            return unsafe self.thread
        }
        thread?.join()
    }

    private func work() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        lock.withLock {
            while unsafe jobs.isEmpty && !isClosing { changed.wait(holding: lock) }
            return unsafe jobs.isEmpty ? nil : jobs.removeFirst()
        }
    }
}
