import Glibc

/// Standard output, written in large pieces; what cannot be written is an error.
enum Output {
    nonisolated(unsafe) private static var pending: [UInt8] = []
    private static let pieceBytes = 64 << 10

    /// Writes a text, sooner or later.
    static func write(_ text: String) {
        // One thread, from the first byte to the last.
        unsafe pending += text.utf8
    }

    /// Writes bytes, sooner or later.
    static func write(_ bytes: ArraySlice<UInt8>) { unsafe pending += bytes }

    /// Writes what has come together, if it is enough for a system call.
    static func flushIfLong() throws(Failure) {
        if unsafe pending.count >= pieceBytes { try flush() }
    }

    /// Writes everything.
    static func flush() throws(Failure) {
        var rest = unsafe pending[...]
        defer { unsafe pending.removeAll(keepingCapacity: true) }
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(1, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let reason = unsafe String(cString: strerror(errno))
                throw Failure(
                    status: .errorReply,
                    message: "standard output cannot be written: \(reason)"
                )
            }
            rest = rest.dropFirst(count)
        }
    }

    /// How wide the terminal is, or nil where there is none.
    static var terminalWidth: Int? {
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        if unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return unsafe getenv("COLUMNS").flatMap { unsafe Int(String(cString: $0)) }
    }
}
