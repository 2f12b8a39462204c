internal import Synchronization
internal import Threads

/// Wakes the thread that makes notifications; costs a commit next to nothing while nobody listens.
final class Bell: @unchecked Sendable {
    private let isHeard = Atomic<Bool>(false)
    private let lock = Lock()
    private let changed = Condition()
    // Guarded by `lock`.
    private var isRung = false
    private var isClosed = false

    /// Whether anybody listens at all.
    func setHeard(_ isHeard: Bool) {
        self.isHeard.store(isHeard, ordering: .sequentiallyConsistent)
    }

    /// Says that there may be news.
    func ring() {
        guard isHeard.load(ordering: .sequentiallyConsistent) else { return }
        lock.withLock {
            isRung = true
            changed.signal()
        }
    }

    /// Ends all waiting.
    func close() {
        lock.withLock {
            isClosed = true
            changed.signal()
        }
    }

    /// Waits until it is rung; false when it has been closed.
    func wait() -> Bool {
        lock.withLock {
            while !isRung && !isClosed { changed.wait(holding: lock) }
            isRung = false
            return !isClosed
        }
    }
}
