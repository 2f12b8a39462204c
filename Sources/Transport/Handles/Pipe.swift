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
                let owner = unsafe object(handle?.pointee.data, as: Connection.self)
                unsafe buffer?.pointee = unsafe owner.inputRoom()
            },
            { handle, count, _ in
                unsafe object(handle?.pointee.data, as: Connection.self).didRead(count)
            }
        )
        return code == 0
    }

    func stopReading() { _ = unsafe uv_read_stop(stream) }

    /// Writes what the socket takes now; nil where it is broken.
    func tryWrite(_ bytes: RawSpan) -> Int? {
        let code = unsafe bytes.withUnsafeBytes { bytes in
            var buffer = unsafe uvBuffer(bytes)
            return unsafe uv_try_write(stream, &buffer, 1)
        }
        if code >= 0 { return Int(code) }
        return code == UV_EAGAIN.rawValue ? 0 : nil
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

private func uvBuffer(_ bytes: UnsafeRawBufferPointer) -> uv_buf_t {
    let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    return unsafe uv_buf_init(start?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
}
