internal import CUV
internal import Glibc

/// A connected socket, and the object that is told what happens on it.
@safe struct Pipe {
    let raw: UnsafeMutablePointer<uv_pipe_t>

    /// Takes over a descriptor, or closes it and returns nil where it is no stream.
    init?(_ descriptor: Int32, on loop: Loop) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_pipe_init(loop.raw, raw, 0))
        guard unsafe uv_pipe_open(raw, descriptor) == 0 else {
            Glibc.close(descriptor)
            unsafe Transport.close(raw)
            return nil
        }
    }

    /// Keeps `owner` alive until the pipe is closed.
    func bind(to owner: Connection) {
        unsafe raw.pointee.data = Unmanaged.passRetained(owner as AnyObject).toOpaque()
    }

    /// The stream that a pipe is, by libuv's "inheritance".
    var stream: UnsafeMutablePointer<uv_stream_t> {
        unsafe UnsafeMutableRawPointer(raw).assumingMemoryBound(to: uv_stream_t.self)
    }

    /// The socket itself.
    var descriptor: Int32 {
        var descriptor: Int32 = -1
        let base = unsafe UnsafeMutableRawPointer(raw).assumingMemoryBound(to: uv_handle_t.self)
        unsafe check(uv_fileno(base, &descriptor))
        return descriptor
    }

    /// Whether the other end is closed, and not only its sending half.
    var hasHungUp: Bool {
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP) != 0
    }

    /// Calls `inputRoom` and `didRead` of the owner; false where the socket is broken.
    func startReading() -> Bool {
        let code = unsafe uv_read_start(
            stream,
            { handle, _, buffer in
                let room = unsafe lend(handle?.pointee.data) { unsafe $0.inputRoom() }
                unsafe buffer?.pointee = unsafe room
            },
            { handle, count, _ in
                unsafe lend(handle?.pointee.data) { $0.didRead(count) }
            }
        )
        return code == 0
    }

    func stopReading() { _ = unsafe uv_read_stop(stream) }

    /// Writes what the socket takes now; nil where it is broken.
    ///
    /// Only while nothing is being written. To `send` is a tenth of a microsecond shorter than the `write`
    /// of `uv_try_write`.
    func tryWrite(_ bytes: RawSpan) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe send(
                descriptor,
                bytes.baseAddress,
                bytes.count,
                Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
            )
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR || errno == ENOBUFS ? 0 : nil
    }

    /// Writes all of it, then calls `didWrite` of the owner; false where the socket is broken.
    ///
    /// The bytes must stay where they are until then.
    @unsafe func write(_ bytes: RawSpan) -> Bool {
        let request: UnsafeMutablePointer<uv_write_t> = unsafe allocate()
        let code = unsafe bytes.withUnsafeBytes { bytes in
            var buffer = unsafe uvBuffer(bytes)
            return unsafe uv_write(request, stream, &buffer, 1) { request, status in
                guard let request = unsafe request else { return }
                let stream = unsafe request.pointee.handle
                unsafe free(request)
                unsafe object(stream?.pointee.data, as: Connection.self).didWrite(status)
            }
        }
        if code != 0 { unsafe free(request) }
        return code == 0
    }

    func close() { unsafe Transport.close(raw) }
}

/// Calls the owner of a pipe, which the pipe keeps alive meanwhile: not even a count is changed.
private func lend<Result>(
    _ data: UnsafeMutableRawPointer?,
    _ body: (Connection) -> Result
) -> Result {
    guard let data = unsafe data else { preconditionFailure("a pipe without its owner") }
    return unsafe Unmanaged<Connection>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
}

private func uvBuffer(_ bytes: UnsafeRawBufferPointer) -> uv_buf_t {
    let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    return unsafe uv_buf_init(start?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
}
