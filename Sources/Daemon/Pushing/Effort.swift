internal import JSONRPC
internal import Records
internal import SchoolAPI

/// One long request at work: whether it is still wanted, and who hears how far it has come.
///
/// Sendable because one thread at a time works on it: whoever hands it on waits for its end.
final class Effort: @unchecked Sendable {
    /// Reports come no closer together, so that they do not cost more than the work.
    private static let pause = Duration.milliseconds(100)

    let cancellation: Cancellation
    let partialResults: PartialResults?
    private let progress: Progress?
    private var reportedAt: ContinuousClock.Instant?
    private var reported = 0

    init(_ cancellation: Cancellation, _ progress: Progress?, _ partialResults: PartialResults?) {
        self.cancellation = cancellation
        self.progress = progress
        self.partialResults = partialResults
    }

    /// Says how far it is, the first time and then now and again; false where nobody wants it any more.
    func goesOn(_ message: String, _ percentage: Int) -> Bool {
        guard !cancellation.isCancelled else { return false }
        guard let progress else { return true }
        let now = ContinuousClock.now
        if let reportedAt, now - reportedAt < Self.pause { return true }
        reportedAt = now
        // A count that was too low must not make it run backwards.
        reported = min(100, max(reported, percentage))
        progress.report(message, reported, unless: cancellation)
        return true
    }

    /// Says how far it is, whenever the last time was.
    func reach(_ message: String, _ percentage: Int) throws(RPCError) {
        reportedAt = nil
        guard goesOn(message, percentage) else { throw RPCError(.requestCancelled) }
    }
}

extension House {
    /// What long work does, beside the loops.
    typealias LongBody = @Sendable (Effort, inout OutputBuffer) throws(RPCError) -> Void

    /// A method that works for long: it can be cancelled, and says how far it is to those who ask.
    func working(
        _ message: MethodMessage,
        _ title: String,
        _ prepare:
            @escaping @Sendable (Guest, inout Parameters) throws(RPCError) -> LongBody
    ) -> Method<Guest> {
        .long(message.name, message.parameterNames) { guest, parameters throws(RPCError) in
            try guest.admit(message)
            let progress = try Progress(guest, parameters)
            let partialResults = try PartialResults(guest, parameters)
            let body = try prepare(guest, &parameters)
            return { output, cancellation throws(RPCError) in
                let effort = Effort(cancellation, progress, partialResults)
                progress?.begin(title, unless: cancellation)
                defer { progress?.end(unless: cancellation) }
                try body(effort, &output)
            }
        }
    }
}
