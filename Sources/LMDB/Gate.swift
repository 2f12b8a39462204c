internal import Glibc
internal import Threads

/// Lets readers pass until the map is to be moved, then waits for those inside and holds new ones.
///
/// Only a map that was opened smaller than its maximum has readers that come through here.
final class Gate: Sendable {
    private let lock = Lock()
    private let changed = Condition()
    // Both are touched only while the lock is held.
    nonisolated(unsafe) private var inside: [pthread_t] = []
    nonisolated(unsafe) private var isClosed = false

    /// Waits while the gate is closed, except on a thread that is inside already: it could not leave.
    func enter() {
        let thread = pthread_self()
        lock.withLock {
            while unsafe isClosed && !inside.contains(thread) { changed.wait(holding: lock) }
            unsafe inside.append(thread)
        }
    }

    /// Leaves, on the thread that entered.
    func leave() {
        let thread = pthread_self()
        lock.withLock {
            guard let index = unsafe inside.lastIndex(of: thread) else { return }
            unsafe inside.swapAt(index, inside.count - 1)
            unsafe inside.removeLast()
            if unsafe isClosed { changed.broadcast() }
        }
    }

    /// Runs `body` while nobody is inside.
    ///
    /// Returns nil without running it when the calling thread is itself inside and would wait for
    /// itself.
    func whileEmpty<Result>(_ body: () -> Result) -> Result? {
        let thread = pthread_self()
        return lock.withLock {
            guard unsafe !inside.contains(thread) else { return nil }
            unsafe isClosed = true
            while unsafe !inside.isEmpty { changed.wait(holding: lock) }
            let result = body()
            unsafe isClosed = false
            changed.broadcast()
            return result
        }
    }
}
