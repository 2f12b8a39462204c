internal import Threads

/// Threads for what would hold up a loop.
final class WorkerPool: Sendable {
    private let lock = Lock()
    private let changed = Condition()
    private let waitingMaximum: Int
    // All are touched only while the lock is held.
    nonisolated(unsafe) private var jobs: [@Sendable () -> Void] = []
    nonisolated(unsafe) private var isClosing = false
    nonisolated(unsafe) private var threads: [WorkerThread] = []

    init(waitingMaximum: Int) { self.waitingMaximum = waitingMaximum }

    /// Starts the threads.
    func start(threadCount: Int) {
        let threads = (0..<threadCount).map { _ in WorkerThread { [self] in work() } }
        lock.withLock { unsafe self.threads = threads }
    }

    /// Queues a job; false, and it is dropped, when there are too many or the end has come.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        lock.withLock {
            guard unsafe !isClosing, unsafe jobs.count < waitingMaximum else { return false }
            unsafe jobs.append(job)
            changed.signal()
            return true
        }
    }

    /// Lets what is queued be done, and ends the threads.
    func close() {
        let threads = lock.withLock {
            unsafe isClosing = true
            changed.broadcast()
            defer { unsafe self.threads = [] }
            return unsafe self.threads
        }
        for thread in threads { thread.join() }
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
