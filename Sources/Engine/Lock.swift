internal import Glibc

/// A mutual exclusion of the operating system, which the thread sanitizer understands.
@safe public final class Lock: @unchecked Sendable {
    let handle: UnsafeMutablePointer<pthread_mutex_t>

    /// An open lock.
    public init() {
        unsafe handle = .allocate(capacity: 1)
        unsafe handle.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(handle, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(handle)
        unsafe handle.deallocate()
    }

    /// Waits until no other thread holds the lock.
    public func lock() { unsafe pthread_mutex_lock(handle) }

    /// Lets the next thread in.
    public func unlock() { unsafe pthread_mutex_unlock(handle) }

    /// Runs `body` while no other thread holds the lock.
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        return try body()
    }
}

/// Something that a thread which holds a lock may wait for.
@safe public final class Condition: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<pthread_cond_t>

    /// A condition that nobody waits for.
    public init() {
        unsafe handle = .allocate(capacity: 1)
        unsafe handle.initialize(to: pthread_cond_t())
        unsafe pthread_cond_init(handle, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(handle)
        unsafe handle.deallocate()
    }

    /// Opens the lock, waits, and holds it again. May return without a signal.
    public func wait(_ lock: Lock) { unsafe pthread_cond_wait(handle, lock.handle) }

    /// Wakes one thread that waits.
    public func signal() { unsafe pthread_cond_signal(handle) }

    /// Wakes all threads that wait.
    public func broadcast() { unsafe pthread_cond_broadcast(handle) }
}
