internal import Glibc

/// A thread of the operating system, for work that must stay on one thread.
@safe public final class WorkerThread: Sendable {
    private final class Start: Sendable {
        private let name: StaticString?
        private let body: @Sendable () -> Void

        init(_ name: StaticString?, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        func run() {
            if let name { showName(name) }
            body()
        }

        /// Where that fails the thread goes by the program's name, as all do.
        private func showName(_ name: StaticString) {
            let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
            guard file >= 0 else { return }
            _ = unsafe write(file, name.utf8Start, name.utf8CodeUnitCount)
            close(file)
        }
    }

    private let handle: pthread_t

    /// Starts `body` at once; the system shows the thread by its name, of at most fifteen letters.
    public init(named name: StaticString? = nil, _ body: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(name, body)).toOpaque()
        let code = unsafe pthread_create(
            &handle,
            nil,
            { start in
                guard let start = unsafe start else { return nil }
                unsafe Unmanaged<Start>.fromOpaque(start).takeRetainedValue().run()
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
