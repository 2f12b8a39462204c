// Either of these two modules may own what <sys/socket.h> enumerates: whichever the compiler reads first.
internal import CUV
internal import Glibc
internal import Threads

/// Standard input and output as one socket, for a session that begins and ends with its client.
///
/// Two threads copy: files and terminals cannot be waited for like sockets, and to make what other
/// processes share with us non-blocking would change it for them.
public final class StandardStreams: Sendable {
    /// The end to serve.
    public let session: Int32
    private let end: Int32
    private let threads: [WorkerThread]

    /// Begins to copy.
    public init(input: Int32 = 0, output: Int32 = 1) throws(SocketError) {
        var pair: (Int32, Int32) = (-1, -1)
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let code = unsafe withUnsafeMutablePointer(to: &pair) { pair in
            unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) {
                unsafe socketpair(AF_UNIX, type, 0, $0)
            }
        }
        guard code == 0 else { throw .system(call: "socketpair", number: errno) }
        session = pair.0
        let end = pair.1
        self.end = end
        threads = [
            WorkerThread {
                copyUntilHangUp(from: input, to: end)
                Half.sending.shutDown(end)
            },
            WorkerThread { copyAll(from: end, to: output) },
        ]
    }

    /// Waits until all replies are written; call it when the server has ended.
    public func join() {
        for thread in threads { thread.join() }
        close(end)
    }
}

private let copyBytes = 64 << 10

/// Copies until the input ends, or the other end of the socket is closed.
private func copyUntilHangUp(from input: Int32, to socket: Int32) {
    var buffer = [UInt8](repeating: 0, count: copyBytes)
    while true {
        var waiting = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: 0, revents: 0),
        ]
        guard unsafe poll(&waiting, 2, -1) > 0 || errno == EINTR else { return }
        if waiting[1].revents & Int16(POLLHUP) != 0 { return }
        guard waiting[0].revents != 0 else { continue }
        let count = unsafe read(input, &buffer, buffer.count)
        guard count > 0 || (count < 0 && errno == EINTR) else { return }
        guard count < 0 || writeAll(buffer.span.extracting(0..<count), to: socket) else { return }
    }
}

/// Copies until the socket ends.
private func copyAll(from socket: Int32, to output: Int32) {
    var buffer = [UInt8](repeating: 0, count: copyBytes)
    while true {
        let count = unsafe read(socket, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        // A reader that is gone: nobody is left to answer to.
        if !writeAll(buffer.span.extracting(0..<count), to: output) {
            Half.both.shutDown(socket)
            return
        }
    }
}

private func writeAll(_ bytes: Span<UInt8>, to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
        let count = unsafe bytes.withUnsafeBufferPointer {
            unsafe write(descriptor, $0.baseAddress.map { unsafe $0 + sent }, $0.count - sent)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
    }
    return true
}
