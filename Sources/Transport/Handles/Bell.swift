internal import CUV

/// A bell that other threads may ring.
///
/// `uv_async_send` is the one call of libuv that any thread may make. It must not follow `close`;
/// `Mailbox`, the only owner, sees to that under its lock.
@safe struct Bell: @unchecked Sendable {
    private let raw: UnsafeMutablePointer<uv_async_t>

    init(on loop: Loop, _ answer: @escaping () -> Void) {
        unsafe raw = unsafe allocate()
        unsafe raw.pointee.data = Unmanaged.passRetained(Callback(answer) as AnyObject).toOpaque()
        let code = unsafe uv_async_init(loop.raw, raw) { handle in
            unsafe object(handle?.pointee.data, as: Callback.self).run()
        }
        check(code)
    }

    func ring() { _ = unsafe uv_async_send(raw) }

    func close() { unsafe Transport.close(raw) }
}
