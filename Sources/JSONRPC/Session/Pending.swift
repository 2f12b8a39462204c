internal import Records

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
    let cancellation: Cancellation
}

/// The replies of a batch, of which some may be still to come.
final class Batch {
    /// The replies so far, with commas between them.
    var replies = OutputBuffer(capacity: 256)
    /// Requests without a reply; the reading of the batch itself counts as one.
    var openCount = 1
}

/// Messages that wait for the writes in front of them, copied out of the input.
struct Parked: ~Copyable {
    let text: InputBuffer
    let ranges: [Range<Int>]
    let place: ReplyPlace
    var next = 0

    /// Nothing.
    init() {
        text = InputBuffer()
        ranges = []
        place = ReplyPlace(framing: .contentLength, frame: 0, batch: nil)
    }

    init(_ text: Span<UInt8>, _ ranges: [Range<Int>], _ place: ReplyPlace) {
        self.text = InputBuffer(copying: text)
        self.ranges = ranges
        self.place = place
    }

    var isEmpty: Bool { next == ranges.count }
}
