internal import Glibc

/// How long a loop looks for the next requests before it falls asleep.
///
/// Clients that were answered together ask again together, and soon. Whoever comes first pays for waking a
/// loop that sleeps, with more time than its request takes. Where nobody comes in time, because clients and
/// loop share a processor or the clients have something else to do, the loop looks less and less often.
struct Patience {
    /// For how many nanoseconds it looks.
    static let length: UInt64 = 50_000
    /// How many busy rounds it does not look, at most.
    static let longestPause = 4096

    /// Until when it looks; 0 while it does not.
    private var deadline: UInt64 = 0
    /// How many of those who were answered together have not asked again.
    private var awaited = 0
    private var pause = 0
    private var pauseLeft = 0

    /// Whether it looks.
    var isLooking: Bool { deadline > 0 }

    /// Begins to look, after a round in which so many were answered, for all who are still to come.
    ///
    /// One who comes alone again and again is not looked for: that would keep a processor busy for nothing.
    mutating func begin(after count: Int, at now: @autoclosure () -> UInt64) {
        awaited = count > 1 ? max(awaited, count) : max(0, awaited - count)
        guard awaited > 0 else { return }
        if pauseLeft > 0 {
            pauseLeft -= 1
            awaited = 0
        } else {
            deadline = now() + Self.length
        }
    }

    /// Somebody has come.
    mutating func succeed() {
        guard isLooking else { return }
        deadline = 0
        pause = 0
    }

    /// Nobody has come yet: whether to look again.
    mutating func goesOn(at now: @autoclosure () -> UInt64) -> Bool {
        guard isLooking else { return false }
        if now() < deadline { return true }
        deadline = 0
        awaited = 0
        pause = min(max(1, pause * 8), Self.longestPause)
        pauseLeft = pause
        return false
    }
}

/// Nanoseconds on a clock that only goes forward.
func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}
