internal import CUV

/// While it is on, a loop looks what has happened and does not wait for it.
@safe struct Haste {
    private let raw: UnsafeMutablePointer<uv_idle_t>

    init(on loop: Loop) {
        unsafe raw = unsafe allocate()
        unsafe check(uv_idle_init(loop.raw, raw))
    }

    func start() { check(unsafe uv_idle_start(raw) { _ in }) }

    func stop() { check(unsafe uv_idle_stop(raw)) }

    func close() { unsafe Transport.close(raw) }
}
