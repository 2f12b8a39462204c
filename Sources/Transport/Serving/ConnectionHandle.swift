public import JSONRPC

/// A connection as other threads know it: it may be gone, then nothing happens.
public struct ConnectionHandle: Sendable {
    let mailbox: Mailbox
    let key: UInt64
    let fleet: Fleet

    /// What the server has done so far.
    public var figures: ServerFigures { fleet.figures }

    /// Stops the whole server: what is in flight is answered first.
    public func stopServer() { mailbox.post(.stop) }

    /// Sends a notification that is written already, unless the client does not read.
    ///
    /// It arrives behind the replies that were made before it. Where one is dropped, the service is told
    /// as soon as there is room again.
    public func notify(_ message: [UInt8]) {
        mailbox.post(.push(connection: key, Push([message])))
    }

    /// Sends notifications that are written already, all of them or none, unless they are cancelled
    /// before it is their turn, and tells what became of them.
    ///
    /// Whoever waits for that before sending more never fills the daemon's memory.
    public func notify(
        _ messages: [[UInt8]],
        unless cancellation: Cancellation? = nil,
        then tell: @escaping @Sendable (Delivery) -> Void
    ) {
        let push = Push(messages, unless: cancellation, then: tell)
        mailbox.post(.push(connection: key, push))
    }

    /// Answers what is in flight, then hangs up.
    public func close() { mailbox.post(.close(connection: key)) }
}
