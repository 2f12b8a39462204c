import Glibc
import Testing

/// A client over a real socket that waits, but not for ever.
final class TestClient {
    let descriptor: Int32
    private var received: [UInt8] = []

    init(_ path: String) {
        let socket = RawSocket()
        socket.connect(path)
        descriptor = socket.descriptor
        limitWaiting()
    }

    init(descriptor: Int32) {
        self.descriptor = descriptor
        limitWaiting()
    }

    deinit { close(descriptor) }

    /// A test that goes wrong shall fail, not hang.
    private func limitWaiting() {
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_SNDTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
    }

    /// Sends all of it; false where the other end is gone.
    @discardableResult
    func send(_ text: String) -> Bool { send([UInt8](text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            let count = unsafe Glibc.send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends what the socket takes without waiting; returns how many bytes that were.
    func sendNow(_ bytes: [UInt8]) -> Int {
        max(
            0,
            unsafe Glibc.send(
                descriptor,
                bytes,
                bytes.count,
                Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            )
        )
    }

    /// The next line, without its end, or nil at the end.
    func line() -> String? {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeFirst(end + 1)
                return line
            }
            guard receive() else { return nil }
        }
    }

    /// The next `count` bytes, or what there was before the end.
    func bytes(_ count: Int) -> String {
        while received.count < count, receive() {}
        let taken = received.prefix(count)
        received.removeFirst(taken.count)
        return String(decoding: taken, as: UTF8.self)
    }

    /// All that comes before the end.
    func rest() -> String {
        while receive() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// Waits until the other end has taken all that was sent.
    func waitUntilTaken() {
        var waiting: Int32 = 0
        repeat {
            guard unsafe ioctl(descriptor, UInt(TIOCOUTQ), &waiting) == 0 else { return }
            if waiting > 0 { sched_yield() }
        } while waiting > 0
    }

    /// Waits until something has come, and leaves it there.
    func waitUntilAnswered() {
        var byte: UInt8 = 0
        _ = unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK))
    }

    func stopSending() { shutdown(descriptor, 1) }

    private func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            if count < 0 { #expect(errno == ECONNRESET, "waited in vain") }
            return false
        }
        received += buffer[..<count]
        return true
    }
}

extension TestClient {
    /// One request, one line back.
    func call(_ method: String, _ params: String = "{}", id: Int = 1) -> String? {
        send(request(method, params, id: id))
        return line()
    }
}

func request(_ method: String, _ params: String = "{}", id: Int = 1) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(params)}\n"
}

func reply(_ result: String, id: Int = 1) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(result)}"
}
