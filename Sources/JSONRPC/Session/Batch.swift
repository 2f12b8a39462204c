internal import Records

/// The replies of a batch, of which some may be still to come.
final class Batch {
    /// The replies so far, with commas between them.
    var replies = OutputBuffer(capacity: 256)
    /// Requests without a reply; the reading of the batch itself counts as one.
    var openCount = 1

    /// Adds what `write` writes, if it writes anything.
    func append(_ write: (inout OutputBuffer) -> Void) {
        let start = replies.byteCount
        if start > 0 { replies.append(",") }
        let replyStart = replies.byteCount
        write(&replies)
        if replies.byteCount == replyStart { replies.truncate(to: start) }
    }
}
