internal import Glibc

/// Something to wait for while a lock is given up.
@safe public final class Condition: Sendable {
    // On the heap, since a condition must not move. Never written after init; POSIX makes its use safe.
    nonisolated(unsafe) private let condition: UnsafeMutablePointer<pthread_cond_t>

    /// A condition that nobody waits for.
    public init() {
        unsafe condition = .allocate(capacity: 1)
        unsafe condition.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        must(unsafe pthread_condattr_init(&attributes))
        // The wall clock may be set back, and a timeout must not grow with it.
        must(unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC))
        must(unsafe pthread_cond_init(condition, &attributes))
        must(unsafe pthread_condattr_destroy(&attributes))
    }

    deinit {
        must(unsafe pthread_cond_destroy(condition))
        unsafe condition.deallocate()
    }

    /// Gives up the lock, which the thread must hold, until woken; holds it again on return.
    ///
    /// It may return for no reason: call it in a loop that tests what is waited for.
    public func wait(holding lock: Lock) {
        must(unsafe pthread_cond_wait(condition, lock.mutex))
    }

    /// As `wait(holding:)`, but for a limited time.
    ///
    /// Returns false when the time has passed.
    public func wait(holding lock: Lock, atMostNanoseconds nanoseconds: Int) -> Bool {
        let billion = 1_000_000_000
        var end = timespec()
        must(unsafe clock_gettime(CLOCK_MONOTONIC, &end))
        end.tv_sec += nanoseconds / billion
        end.tv_nsec += nanoseconds % billion
        if end.tv_nsec >= billion {
            end.tv_sec += 1
            end.tv_nsec -= billion
        }
        let code = unsafe pthread_cond_timedwait(condition, lock.mutex, &end)
        if code == ETIMEDOUT { return false }
        must(code)
        return true
    }

    /// Wakes one waiting thread.
    public func signal() { must(unsafe pthread_cond_signal(condition)) }

    /// Wakes all waiting threads.
    public func broadcast() { must(unsafe pthread_cond_broadcast(condition)) }
}
