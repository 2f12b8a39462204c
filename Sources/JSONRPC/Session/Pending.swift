/// Where a reply goes.
struct ReplyPlace {
    var framing: Framing
    /// The number of the frame that asked, within the connection.
    let frame: UInt64
    /// The batch that it is a part of.
    let batch: Batch?
}

/// A request that has no reply yet.
struct Pending {
    let id: [UInt8]?
    var place: ReplyPlace
    let isWrite: Bool
    /// Whether all that comes behind it waits.
    let isExclusive: Bool
    let cancellation: Cancellation
    /// The number of its method, and when it began.
    let method: Int
    let began: UInt64
}
