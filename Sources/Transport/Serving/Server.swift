internal import Glibc
internal import Synchronization
internal import Threads

/// Serves a service over sockets until it is stopped.
public final class Server: Sendable {
    private let fleet: Fleet

    /// A server that does not serve yet.
    public init<S: Service>(_ service: S, options: ServerOptions = ServerOptions()) {
        fleet = Fleet(Reception(service), options)
    }

    /// Serves, on this thread and others, those who come in and the sessions that are given; once.
    ///
    /// It returns when the server was stopped and everybody is answered. Without a listener it also
    /// returns when the last session has ended.
    public func run(
        listeners: [Listener] = [],
        sessions: [Int32] = [],
        whenReady isReady: () -> Void = {}
    ) {
        // libuv writes without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        let fleet = fleet
        fleet.workers.start(threadCount: fleet.options.workerCount)
        // One thread: long texts are parsed one at a time.
        fleet.parsers.start(threadCount: 1)
        let threads = (1..<max(1, fleet.options.loopCount)).map { _ in
            WorkerThread { EventLoop(fleet).run() }
        }
        let loop = EventLoop(fleet)
        fleet.waitForLoops(threads.count + 1)
        if !listeners.isEmpty { fleet.startListening() }
        for listener in listeners { loop.open(listener) }
        for tick in fleet.options.ticks { loop.start(tick) }
        if fleet.options.stopsOnSignals { loop.drain(onSignals: [SIGTERM, SIGINT]) }
        for session in sessions { fleet.deal(session) }
        if listeners.isEmpty, sessions.isEmpty { stop() }
        isReady()
        loop.run()
        for thread in threads { thread.join() }
        for listener in listeners { listener.close() }
        fleet.workers.close()
        fleet.parsers.close()
    }

    /// Takes no further connection and no further message, answers those in flight, and ends.
    public func stop() { fleet.drain() }

    /// What has been done so far.
    public var figures: ServerFigures { fleet.figures }

    /// How many connections there are.
    public var connectionCount: Int { fleet.connectionCount.load(ordering: .relaxed) }

    /// How many reply bytes all connections together have not taken yet.
    public var unsentBytes: Int { fleet.unsentBytes.load(ordering: .relaxed) }
}
