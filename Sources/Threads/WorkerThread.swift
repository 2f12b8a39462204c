internal import Glibc

/// A thread of the operating system, for work that must stay on one thread.
@safe public final class WorkerThread: Sendable {
    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let handle: pthread_t

    /// Starts `body` at once.
    public init(_ body: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(body)).toOpaque()
        let code = unsafe pthread_create(
            &handle,
            nil,
            { start in
                guard let start = unsafe start else { return nil }
                unsafe Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body()
                return nil
            },
            start
        )
        precondition(code == 0, "the system gives no more threads")
        self.handle = handle
    }

    /// Waits until the body has returned; once.
    public func join() { pthread_join(handle, nil) }

    /// Lets the thread end by itself, where nobody can wait for it.
    public func detach() { pthread_detach(handle) }

    /// Whether the caller runs on this thread.
    public var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }

    /// Lets another thread run, if one waits for the processor.
    public static func yield() { sched_yield() }
}
