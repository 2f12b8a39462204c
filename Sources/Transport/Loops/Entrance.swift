internal import CPeer
// Either of these two modules may own what <sys/socket.h> enumerates: whichever the compiler reads first.
internal import CUV
internal import Glibc
internal import JSONRPC
internal import Records
internal import Synchronization

/// A listening socket on a loop: accepts, and deals out.
final class Entrance {
    /// Connections taken in one go, before others are served again.
    private static let acceptsInOneGo = 64
    /// How long to rest when the system has nothing left to give.
    private static let restMilliseconds: UInt64 = 100

    private let listener: Listener
    private let loop: Loop
    private let fleet: Fleet
    private var watch: Watch?
    private var rest: Alarm?
    /// Given up for a moment when descriptors run out, so that a client can be turned away instead of
    /// waking the loop for ever.
    private var reserve: Int32

    init(_ listener: Listener, _ loop: EventLoop) {
        self.listener = listener
        self.loop = loop.loop
        fleet = loop.fleet
        reserve = Self.openReserve()
        watch = Watch(listener.descriptor, on: self.loop) { [unowned self] in accept() }
    }

    func close() {
        watch?.close()
        watch = nil
        rest?.close()
        rest = nil
        if reserve >= 0 { Glibc.close(reserve) }
        reserve = -1
        listener.close()
    }

    private func accept() {
        for _ in 0..<Self.acceptsInOneGo {
            let descriptor = cpeer_accept(listener.descriptor)
            switch -descriptor {
            case EAGAIN: return
            case EMFILE, ENFILE:
                guard turnAway() else { return pause() }
            case EINTR, ECONNABORTED: continue
            case let code where code > 0: return pause()
            default:
                let count = fleet.connectionCount.load(ordering: .relaxed)
                if count < fleet.options.connections {
                    fleet.deal(descriptor)
                } else {
                    refuse(descriptor)
                }
            }
        }
    }

    /// Accepts with the reserve descriptor and hangs up; false where that fails too.
    private func turnAway() -> Bool {
        guard reserve >= 0 else { return false }
        Glibc.close(reserve)
        let descriptor = cpeer_accept(listener.descriptor)
        if descriptor >= 0 { refuse(descriptor) }
        reserve = Self.openReserve()
        return reserve >= 0 && descriptor >= 0
    }

    /// Says why, as far as the socket takes it at once, and hangs up.
    private func refuse(_ descriptor: Int32) {
        var output = OutputBuffer(capacity: 256)
        output.append("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":")
        output.append(RPCError(.busy, "there are too many connections"))
        output.append("}\n")
        unsafe output.bytes.withUnsafeBytes { bytes in
            _ = unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        Glibc.close(descriptor)
        fleet.refusedCount.add(1, ordering: .relaxed)
    }

    /// Rests for a moment.
    private func pause() {
        watch?.pause()
        rest?.close()
        rest = Alarm(afterMilliseconds: Self.restMilliseconds, on: loop) { [unowned self] in
            if reserve < 0 { reserve = Self.openReserve() }
            watch?.resume()
        }
    }

    private static func openReserve() -> Int32 { unsafe open("/dev/null", O_RDONLY | O_CLOEXEC) }
}
