internal import Glibc

/// Mutual exclusion over a POSIX mutex.
///
/// Not `Synchronization.Mutex`: on Linux it is a futex that the thread sanitizer does not see through,
/// so that it reports every state which such a mutex guards.
@safe public final class Lock: Sendable {
    // On the heap, since a mutex must not move. Never written after init; POSIX makes its use safe.
    nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// A free lock.
    public init() {
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        must(unsafe pthread_mutex_init(mutex, nil))
    }

    deinit {
        must(unsafe pthread_mutex_destroy(mutex))
        unsafe mutex.deallocate()
    }

    /// Runs `body` while no other thread holds the lock.
    ///
    /// Not to be nested: it would wait for itself.
    public func withLock<Result: ~Copyable, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        acquire()
        defer { release() }
        return try body()
    }

    /// Waits until the lock is free and takes it.
    ///
    /// `withLock` is the rule; this is for loops that cross it.
    public func acquire() { must(unsafe pthread_mutex_lock(mutex)) }

    /// Gives the lock back, on the thread that took it.
    public func release() { must(unsafe pthread_mutex_unlock(mutex)) }
}

/// The calls fail only when the program is wrong.
func must(_ code: Int32) {
    precondition(code == 0, "a lock was used against its rules")
}
