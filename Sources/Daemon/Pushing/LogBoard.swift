internal import SchoolAPI
internal import Threads
internal import Transport

/// Where events of the daemon are put up for the sessions that want to read them.
final class LogBoard: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var readers: [ObjectIdentifier: ConnectionHandle] = [:]

    /// Begins to tell a session, or goes on.
    func add(_ guest: Guest) {
        let (key, connection) = (ObjectIdentifier(guest), guest.connection)
        lock.withLock { readers[key] = connection }
    }

    /// Tells a session nothing more.
    func remove(_ key: ObjectIdentifier) {
        lock.withLock { _ = readers.removeValue(forKey: key) }
    }

    /// Tells everybody who reads.
    ///
    /// A reader that is slow misses some.
    func put(_ level: Log.Level, _ text: String) {
        let readers = lock.withLock { Array(self.readers.values) }
        guard !readers.isEmpty else { return }
        let message = [UInt8].notification(.logMessage) { output in
            output.member("type", level.messageType)
            output.member("message", text)
        }
        for reader in readers { reader.notify(message) }
    }
}

extension Log.Level {
    /// The number that language clients know: error, info and log.
    fileprivate var messageType: Int {
        switch self {
        case .error: 1
        case .info: 3
        case .debug: 4
        }
    }
}
