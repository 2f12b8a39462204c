internal import Threads

/// How often somebody has failed to log in: at most so often in a minute under one address.
public final class BadLogins: Sendable {
    private let most: Int
    private let windowSeconds: Int
    /// Addresses that are remembered; beyond that the oldest are forgotten, whoever makes them up.
    private let capacity: Int
    private let lock = Lock()
    // Touched only while the lock is held.
    nonisolated(unsafe) private var failures: [String: [Int]] = [:]

    /// Nobody has failed yet.
    public init(atMost most: Int = 5, inSeconds windowSeconds: Int = 60, capacity: Int = 10_000) {
        self.most = most
        self.windowSeconds = windowSeconds
        self.capacity = capacity
    }

    /// Whether an address has failed so often that it has to wait; `now` in seconds goes only forward.
    public func isLimited(_ address: String, at now: Int) -> Bool {
        lock.withLock {
            let recent = unsafe (failures[address] ?? []).filter { now - $0 < windowSeconds }
            return recent.count >= most
        }
    }

    /// Remembers a failure.
    public func note(_ address: String, at now: Int) {
        lock.withLock {
            if unsafe failures.count >= capacity {
                unsafe failures = unsafe failures.filter { entry in
                    entry.value.contains { now - $0 < windowSeconds }
                }
            }
            // Still full: then of those that somebody else made up.
            if unsafe failures.count >= capacity, let first = unsafe failures.keys.first {
                unsafe failures[first] = nil
            }
            let recent = unsafe (failures[address] ?? []).filter { now - $0 < windowSeconds }
            unsafe failures[address] = recent + [now]
        }
    }

    /// Forgets the failures of an address that has succeeded.
    public func forget(_ address: String) { lock.withLock { unsafe failures[address] = nil } }
}
