internal import CPeer
internal import CUV
internal import Glibc
internal import JSONRPC

/// A connected socket, and the object that is told when something can be done with it.
///
/// libuv only watches it. Its own streams would ask for memory, read, and tell in three steps, and `recv` is
/// a tenth shorter than their `read`.
@safe struct Pipe {
    private let raw: UnsafeMutablePointer<uv_poll_t>
    /// The socket itself.
    let descriptor: Int32

    /// What is waited for, or has come.
    struct Readiness: OptionSet {
        let rawValue: Int32
        /// Bytes have come, or the end.
        static let reading = Readiness(rawValue: Int32(UV_READABLE.rawValue))
        /// The end has come, behind what bytes there are.
        static let ending = Readiness(rawValue: Int32(UV_DISCONNECT.rawValue))
        /// The socket takes bytes again.
        static let writing = Readiness(rawValue: Int32(UV_WRITABLE.rawValue))

        init(rawValue: Int32) { self.rawValue = rawValue }

        /// Of a socket that is waited for to be read: an error is met when that is done.
        init(ofEvents events: UInt32) {
            self = events & UInt32(cpeer_ending) == 0 ? [.reading] : [.reading, .ending]
        }
    }

    /// What came of an attempt to read.
    enum Received {
        case bytes(Int)
        /// As many as there was room for: there may be more.
        case full(Int)
        case nothing
        case end
        case failure
    }

    /// Takes over a descriptor, or closes it and returns nil where it cannot be watched.
    init?(_ descriptor: Int32, on loop: Loop) {
        unsafe raw = unsafe allocate()
        self.descriptor = descriptor
        guard unsafe uv_poll_init(loop.raw, raw, descriptor) == 0 else {
            // The handle was not taken.
            unsafe free(raw)
            Glibc.close(descriptor)
            return nil
        }
    }

    /// Keeps `owner` alive until the pipe is closed.
    func bind(to owner: Connection) {
        unsafe raw.pointee.data = Unmanaged.passRetained(owner as AnyObject).toOpaque()
    }

    /// Whether the other end is closed, and not only its sending half.
    var hasHungUp: Bool {
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP) != 0
    }

    /// Calls `isReady` of the owner each time, until something else is watched for; `hasFailed` of it once.
    func watch(for readiness: Readiness) {
        if readiness.isEmpty { return check(unsafe uv_poll_stop(raw)) }
        let code = unsafe uv_poll_start(raw, readiness.rawValue) { handle, status, events in
            unsafe lend(handle?.pointee.data, as: Connection.self) { owner in
                if status < 0 { return owner.hasFailed() }
                owner.isReady(Readiness(rawValue: events))
            }
        }
        check(code)
    }

    /// Has the kernel tell once of what happens to the socket, and of what is so already, until something else
    /// is watched for; false where it does not.
    ///
    /// libuv has it look again, each time that a loop waits, whether a socket that was read is empty now: a
    /// fortieth of a short request's time. So whoever reads must read to the end, or call this again.
    func tellOnce() -> Bool {
        unsafe cpeer_watch_edges(uv_backend_fd(raw.pointee.loop), descriptor) == 0
    }

    /// Reads what has come.
    @inline(__always) func receive(into buffer: inout InputBuffer) -> Received {
        let room = unsafe buffer.spare(minimum: Workspace.readBytes)
        let flags = Int32(MSG_DONTWAIT)
        var count: Int
        repeat {
            count = unsafe cpeer_receive(descriptor, room.baseAddress, room.count, flags)
        } while count < 0 && errno == EINTR
        if count > 0 {
            buffer.didAppend(count)
            // One who passes descriptors or marks bytes as urgent, for which there is no use here, cuts reads short
            // and waits until the next bytes, or the end, are told of.
            return count < room.count ? .bytes(count) : .full(count)
        }
        if count == 0 { return .end }
        return errno == EAGAIN ? .nothing : .failure
    }

    /// Writes what the socket takes now; nil where it is broken.
    @inline(__always) func tryWrite(_ bytes: RawSpan) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
            return unsafe cpeer_send(descriptor, bytes.baseAddress, bytes.count, flags)
        }
        if count >= 0 { return count }
        let isFull = errno == EAGAIN || errno == EINTR || errno == ENOBUFS
        return isFull ? 0 : nil
    }

    func close() {
        // It is not watched from here on, whatever becomes of its number.
        unsafe Transport.close(raw)
        Glibc.close(descriptor)
    }
}
