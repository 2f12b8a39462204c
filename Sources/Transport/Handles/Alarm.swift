internal import CUV

/// A time after which something happens, once or again and again.
@safe struct Alarm {
    private let raw: UnsafeMutablePointer<uv_timer_t>

    init(
        afterMilliseconds delay: UInt64,
        repeating: Bool = false,
        on loop: Loop,
        _ answer: @escaping () -> Void
    ) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_timer_init(loop.raw, raw))
        unsafe raw.pointee.data = Unmanaged.passRetained(Callback(answer) as AnyObject).toOpaque()
        // The loop may have served for long without libuv, whose time stands still meanwhile.
        unsafe uv_update_time(loop.raw)
        let ring: uv_timer_cb = { handle in
            unsafe object(handle?.pointee.data, as: Callback.self).run()
        }
        unsafe check(uv_timer_start(raw, ring, delay, repeating ? delay : 0))
    }

    func close() { unsafe Transport.close(raw) }
}
