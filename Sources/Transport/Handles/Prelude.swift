internal import CUV

/// What a loop does each time before it waits for something to happen.
@safe struct Prelude {
    private let raw: UnsafeMutablePointer<uv_prepare_t>

    init(on loop: Loop, _ play: @escaping () -> Void) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_prepare_init(loop.raw, raw))
        unsafe raw.pointee.data = Unmanaged.passRetained(Callback(play) as AnyObject).toOpaque()
        let code = unsafe uv_prepare_start(raw) { handle in
            unsafe lend(handle?.pointee.data, as: Callback.self) { callback in callback.run() }
        }
        check(code)
    }

    func close() { unsafe Transport.close(raw) }
}
