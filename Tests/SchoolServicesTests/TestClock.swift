import Engine
import Records
import Threads

/// A clock that stands still until it is moved: noon of Monday, 6 October 2025.
final class TestClock: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var milliseconds: Int64 = 1_759_752_000_000

    var now: Timestamp { lock.withLock { Timestamp(milliseconds: milliseconds) } }
    var today: Day { now.day }

    func advance(days: Int) { advance(milliseconds: Int64(days) * 86_400_000) }
    func advance(milliseconds: Int64) { lock.withLock { self.milliseconds += milliseconds } }
}
