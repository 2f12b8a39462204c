internal import JSONRPC
internal import Synchronization
internal import Threads

/// A text too long to be parsed on a loop, with the parser that reads it.
///
/// It has one owner at a time: the loop that received it, the thread that parses it, the loop again.
final class LongText: @unchecked Sendable {
    private let buffer: InputBuffer
    private let body: Range<Int>
    private let fleet: Fleet
    private var parser = JSONParser(capacity: 64)

    init(_ buffer: consuming InputBuffer, _ body: Range<Int>, _ fleet: Fleet) {
        fleet.heldBytes.add(buffer.count, ordering: .relaxed)
        self.buffer = buffer
        self.body = body
        self.fleet = fleet
    }

    deinit {
        fleet.heldBytes.subtract(buffer.count, ordering: .relaxed)
        fleet.turn.end(of: ObjectIdentifier(self))
    }

    /// Parses it, when no other long text takes up memory for that.
    func parse() {
        fleet.turn.begin(of: ObjectIdentifier(self))
        // The outcome, good or bad, is asked for by the reader.
        read { text, parser in _ = try? parser.parse(text) }
    }

    /// Lends the text and its parser.
    func read(_ reader: (PaddedBytes, inout JSONParser) -> Void) {
        Self.read(buffer, body, &parser, reader)
    }

    private static func read(
        _ buffer: borrowing InputBuffer,
        _ body: Range<Int>,
        _ parser: inout JSONParser,
        _ reader: (PaddedBytes, inout JSONParser) -> Void
    ) {
        reader(buffer.padded.extracting(body), &parser)
    }
}

/// Lets one long text have a parser's memory at a time: from its parse to the end of its reading.
final class Turn: Sendable {
    private let lock = Lock()
    private let ended = Condition()
    // Touched only while the lock is held.
    nonisolated(unsafe) private var owner: ObjectIdentifier?

    func begin(of text: ObjectIdentifier) {
        lock.withLock {
            while unsafe owner != nil { ended.wait(holding: lock) }
            unsafe owner = text
        }
    }

    func end(of text: ObjectIdentifier) {
        lock.withLock {
            guard unsafe owner == text else { return }
            unsafe owner = nil
            ended.signal()
        }
    }
}
