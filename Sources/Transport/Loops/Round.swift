internal import Records

/// What happens in one round of a loop, from one wait to the next.
///
/// Where several clients are served in a round, short replies are kept and sent one after the other at its
/// end: to send is to wake somebody, who would otherwise fall asleep again before the next reply is there.
/// With sixteen clients on another processor that was a third of the loop's time. For the same reason a
/// round takes in those who have asked while it went on: the fewer rounds, the fewer are woken up.
struct Round: ~Copyable {
    /// A longer reply takes more time to copy than to send.
    private static let longestKept = 16 << 10
    /// So much is not kept together, that the first client does not wait for the last.
    private static let mostKept = 64 << 10
    private static let mostParts = 32
    /// How often a round looks for more, that the first client does not wait for all that come.
    private static let mostLooks = 2

    /// The replies that are kept, and whose each one is.
    private(set) var replies = OutputBuffer(capacity: 0)
    private(set) var parts: [Part] = []
    private var events = 0
    private var earlierEvents = 0
    private var looks = 0
    private var isShared = false

    /// One client's reply.
    struct Part {
        let connection: Connection
        let range: Range<Int>
    }

    /// Counts what somebody is waiting for.
    mutating func noteEvent() { events += 1 }

    /// How much has happened in it.
    var eventCount: Int { earlierEvents + events }

    /// Whether anything has happened since it was last looked at.
    var hasEvents: Bool { events > 0 }

    /// Begins the next round; it is taken to be as busy as the last one in which anything happened.
    mutating func begin() {
        guard eventCount > 0 else { return }
        isShared = eventCount > 1
        events = 0
        earlierEvents = 0
        looks = 0
    }

    /// Whether to look who else has asked, before what is kept is sent.
    mutating func goesOn() -> Bool {
        guard parts.count > 1, events > 0, looks < Self.mostLooks, !isFull else { return false }
        looks += 1
        earlierEvents += events
        events = 0
        return true
    }

    /// Takes a reply, and empties `output`; false where it is better sent at once.
    mutating func keep(_ output: inout OutputBuffer, for connection: Connection) -> Bool {
        guard isShared, output.byteCount <= Self.longestKept else { return false }
        let start = replies.byteCount
        replies.append(output.bytes)
        parts.append(Part(connection: connection, range: start..<replies.byteCount))
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
