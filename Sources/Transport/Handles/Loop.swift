internal import CPeer
internal import CUV
internal import Glibc

/// A loop's memory.
///
/// libuv keeps a handle's address until its close callback has run, so that the memory of a handle has
/// no Swift owner: it is freed there and nowhere else. There is one `@safe` struct a kind of handle,
/// which keeps the pointers out of the rest; a generic one would hold C pointers in its argument, and
/// every use of it would be unsafe again.
@safe struct Loop {
    let raw: UnsafeMutablePointer<uv_loop_t>

    init() {
        unsafe raw = unsafe allocate()
        unsafe check(uv_loop_init(raw))
    }

    /// Serves until no handle is open.
    func run() { _ = unsafe uv_run(raw, UV_RUN_DEFAULT) }

    /// Waits in libuv's place, where libuv would wait without end; returns whether all that came was served.
    ///
    /// libuv lets those who embed it wait for its descriptor, and run it when there is something for it. Here it
    /// is run for all but the sockets of which the kernel tells once: between two short requests its round is as
    /// long as to parse one. What it is told again and again, it is told then.
    func waitAhead(_ serve: (Int32, Pipe.Readiness) -> Bool) -> Bool {
        guard unsafe uv_backend_timeout(raw) < 0 else { return false }
        let most = 64
        return unsafe withUnsafeTemporaryAllocation(of: cpeer_event.self, capacity: most) {
            events in
            let count = unsafe cpeer_wait(uv_backend_fd(raw), events.baseAddress, Int32(most))
            // A signal: libuv knows which.
            guard count > 0 else { return false }
            var isAll = true
            for place in 0..<count {
                let event = unsafe events[place]
                let isServed = serve(event.descriptor, Pipe.Readiness(ofEvents: event.events))
                if !isServed { isAll = false }
            }
            return isAll
        }
    }

    /// Ends it; a handle that is still open is a bug.
    func close() {
        unsafe check(uv_loop_close(raw))
        unsafe free(raw)
    }
}

/// What a handle calls back; kept alive by the handle until it is closed.
final class Callback {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

/// Zeroed memory for one C struct.
func allocate<Raw>() -> UnsafeMutablePointer<Raw> {
    guard let memory = unsafe calloc(1, MemoryLayout<Raw>.size) else { fatalError("out of memory") }
    return unsafe memory.bindMemory(to: Raw.self, capacity: 1)
}

/// Closes a handle, then frees it and lets go of the object behind it.
func close<Raw>(_ handle: UnsafeMutablePointer<Raw>) {
    let base = unsafe UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)
    unsafe uv_close(base) { handle in
        guard let handle = unsafe handle else { return }
        if let owner = unsafe handle.pointee.data {
            unsafe Unmanaged<AnyObject>.fromOpaque(owner).release()
        }
        unsafe free(handle)
    }
}

/// Stops the program on an error that only a bug or an exhausted machine can cause.
func check(_ code: Int32) {
    precondition(code == 0, "libuv refused a handle")
}

/// The object behind a pointer that libuv has kept for us, borrowed.
func object<Object: AnyObject>(_ data: UnsafeMutableRawPointer?, as: Object.Type) -> Object {
    guard let data = unsafe data else { preconditionFailure("a handle without its owner") }
    return unsafe Unmanaged<Object>.fromOpaque(data).takeUnretainedValue()
}

/// Lends the object behind a pointer that libuv has kept for us: not even a count is changed.
func lend<Object: AnyObject>(
    _ data: UnsafeMutableRawPointer?,
    as: Object.Type,
    _ body: (Object) -> Void
) {
    guard let data = unsafe data else { preconditionFailure("a handle without its owner") }
    unsafe Unmanaged<Object>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
}
