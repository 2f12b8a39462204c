public import JSONRPC
public import Transport

extension DaemonSettings {
    /// The maxima of a conversation.
    public var sessionLimits: SessionLimits {
        var limits = SessionLimits()
        limits.framing.headerBytes = count("headerBytes")
        limits.framing.messageBytes = count("messageBytes")
        limits.framing.frameMilliseconds = count("frameSeconds") * 1000
        limits.requestsInFlight = count("requestsInFlight")
        limits.batchMessages = count("batchMessages")
        return limits
    }

    /// How to serve; what is slow, or copied, is told to `log`.
    public func serverOptions(tellingOf log: Log) throws(SocketError) -> ServerOptions {
        var options = ServerOptions()
        options.session = sessionLimits
        options.loopCount = count("loops")
        options.connections = count("connections")
        options.unsentBytes = count("unsentBytes")
        options.totalUnsentBytes = count("totalUnsentBytes")
        options.drainMilliseconds = UInt64(count("drainSeconds")) * 1000
        let slow = count("slowMilliseconds")
        if slow > 0 {
            options.slowNanoseconds = UInt64(slow) * 1_000_000
            options.tellSlow = { method, time in
                let milliseconds = "\(time / 1_000_000)"
                log.write(.info, "slowRequest", [("method", "\(method)"), ("ms", milliseconds)])
            }
        }
        let mirror = text("mirror")
        if !mirror.isEmpty {
            options.mirror = try Mirror(path: mirror)
            let warning = "everything that is sent is copied here, names and passwords included"
            log.write(.error, "mirror", [("file", mirror), ("warning", warning)])
        }
        return options
    }
}
