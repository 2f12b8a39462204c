internal import CUV

/// A listening socket that a loop looks after.
@safe struct Watch {
    private let raw: UnsafeMutablePointer<uv_poll_t>

    init(_ descriptor: Int32, on loop: Loop, _ answer: @escaping () -> Void) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_poll_init(loop.raw, raw, descriptor))
        unsafe raw.pointee.data = Unmanaged.passRetained(Callback(answer) as AnyObject).toOpaque()
        resume()
    }

    /// Answers from now on.
    func resume() {
        let code = unsafe uv_poll_start(raw, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            unsafe object(handle?.pointee.data, as: Callback.self).run()
        }
        check(code)
    }

    /// Does not answer until `resume`.
    func pause() { check(unsafe uv_poll_stop(raw)) }

    func close() { unsafe Transport.close(raw) }
}
