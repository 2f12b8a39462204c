internal import Records
internal import Storage

/// What the daemon tells whoever runs it: one line an event, without personal data.
public struct Log: Sendable {
    /// How much is told.
    public enum Level: Int, Comparable, Sendable, CaseIterable {
        /// What somebody must look at.
        case error
        /// Beginning and end.
        case info
        /// Every session.
        case debug

        /// Quieter levels are smaller.
        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

        /// The level of a name, or nil.
        public init?(name: String) {
            guard let level = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
            self = level
        }
    }

    /// What is told, and what is louder.
    public let level: Level
    private let tell: @Sendable (String) -> Void
    /// Whoever else reads it.
    private var board: LogBoard?

    /// A log that is told line by line; nobody listens unless told.
    public init(_ level: Level = .error, to tell: @escaping @Sendable (String) -> Void = { _ in }) {
        self.level = level
        self.tell = tell
    }

    /// The same log, read by sessions too.
    func with(_ board: LogBoard) -> Log {
        var log = self
        log.board = board
        return log
    }

    /// Tells an event and what belongs to it, as `time level event key=value`.
    public func write(
        _ level: Level,
        _ event: StaticString,
        _ facts: [(StaticString, String)] = []
    ) {
        guard level <= self.level else { return }
        var line = "\(event)"
        for (name, value) in facts {
            line += " \(name)=\(value.contains(" ") ? "\"\(value)\"" : value)"
        }
        board?.put(level, line)
        tell("\(Timestamp.systemClock().text) \(level) \(line)\n")
    }
}

extension Timestamp {
    /// As RFC 3339 writes it.
    var text: String {
        var output = OutputBuffer(capacity: 32)
        var json = output.writer(atMost: 32)
        json.timestamp(milliseconds: milliseconds)
        _ = consume json
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
    }
}
