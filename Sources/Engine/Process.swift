internal import Glibc

/// Milliseconds since 1970-01-01T00:00:00Z by the system's clock.
public func systemMilliseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// Ends the process at once, without running anything that would touch the store again.
public func endProcess(saying text: String, status: Int32) -> Never {
    var text = text
    _ = text.withUTF8 { bytes in unsafe write(2, bytes.baseAddress, bytes.count) }
    _exit(status)
}
