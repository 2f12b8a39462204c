internal import Records

/// What happens in one round of a loop, from one wait to the next.
///
/// Where several clients are served in a round, short replies are kept and sent one after the other at its
/// end: to send is to wake somebody, who would otherwise fall asleep again before the next reply is there.
/// With sixteen clients on another processor that was a third of the loop's time. But no more than a few are
/// kept: the clients are to ask again while the others are answered.
struct Round: ~Copyable {
    /// A longer reply takes more time to copy than to send.
    private static let longestKept = 16 << 10
    /// So much is not kept together, that the first client does not wait for the last.
    private static let mostKept = 64 << 10
    private static let mostParts = 8

    /// The replies that are kept, and whose each one is.
    private(set) var replies = OutputBuffer(capacity: 0)
    private(set) var parts: [Part] = []
    /// How much has happened in it.
    private(set) var eventCount = 0
    private var isShared = false

    /// One client's reply.
    @safe struct Part {
        // Not counted, four times a reply: a connection that is closed has its kept replies sent before,
        // and lives on until libuv has let go of it.
        private let owner: Unmanaged<Connection>
        private let range: Range<Int>

        init(_ connection: Connection, _ range: Range<Int>) {
            unsafe owner = .passUnretained(connection)
            self.range = range
        }

        /// Sends it; returns the connection where it may have nothing left to wait for.
        func send(from replies: RawSpan) -> Connection? {
            unsafe owner._withUnsafeGuaranteedRef { connection in
                connection.sendKept(replies.extracting(range)) ? connection : nil
            }
        }
    }

    /// Counts what somebody is waiting for.
    mutating func noteEvent() { eventCount += 1 }

    /// Begins the next round; it is taken to be as busy as the last one in which anything happened.
    mutating func begin() {
        guard eventCount > 0 else { return }
        isShared = eventCount > 1
        eventCount = 0
    }

    /// Takes a reply, and empties `output`; false where it is better sent at once.
    mutating func keep(_ output: inout OutputBuffer, for connection: Connection) -> Bool {
        guard isShared, output.byteCount <= Self.longestKept else { return false }
        let start = replies.byteCount
        replies.append(output.bytes)
        parts.append(Part(connection, start..<replies.byteCount))
        output.removeAll()
        return true
    }

    /// Whether what is kept should be sent before more is.
    var isFull: Bool {
        parts.count >= Self.mostParts || replies.byteCount > Self.mostKept
    }

    /// Forgets the replies, which are sent.
    mutating func removeAll() {
        replies.removeAll()
        parts.removeAll(keepingCapacity: true)
    }
}
