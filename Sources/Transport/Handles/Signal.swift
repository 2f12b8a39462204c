internal import CUV

/// A signal that a loop listens for.
@safe struct Signal {
    private let raw: UnsafeMutablePointer<uv_signal_t>

    init(_ number: Int32, on loop: Loop, _ answer: @escaping () -> Void) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_signal_init(loop.raw, raw))
        unsafe raw.pointee.data = Unmanaged.passRetained(Callback(answer) as AnyObject).toOpaque()
        let code = unsafe uv_signal_start(
            raw,
            { handle, _ in unsafe object(handle?.pointee.data, as: Callback.self).run() },
            number
        )
        check(code)
    }

    func close() { unsafe Transport.close(raw) }
}
