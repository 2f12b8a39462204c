public import Records

/// One client's conversation, without any I/O: bytes in, bytes and work out.
public struct Session: ~Copyable {
    /// Whether the conversation ends once its replies are sent.
    public private(set) var isEnding = false
    /// Whether it ends because the input could not be understood.
    public private(set) var isRefused = false
    /// A text too long to be parsed here; it stands at the front of the input.
    public private(set) var longFrame: Frame?
    /// Answers every request with `busy`, because replies to all connections fill their memory.
    public var isOverloaded = false

    let client: AnyObject
    let methods: MethodTable
    let limits: SessionLimits
    let meter: Meter
    var pending: [UInt32: Pending] = [:]
    var nextTicket: UInt32 = 0
    var writesInFlight = 0
    var hasExclusive = false
    /// Whether somebody may want to know of each call.
    var showsCalls = false
    var lengthDigits = 3
    var cancelled: [UInt32] = []
    private var splitter: Splitter
    private var parked = Parked()
    private var isWaiting = false
    private var isInOrder = false
    private var frameNumber: UInt64 = 0
    private var lastFraming: Framing?

    /// A conversation at its start, with a client of the kind that the methods are for; `meter` counts
    /// what it does, with that of others.
    public init(
        methods: MethodTable,
        client: AnyObject,
        limits: SessionLimits = SessionLimits(),
        meter: Meter
    ) {
        precondition(methods.accepts(client), "the methods are for another kind of client")
        self.methods = methods
        self.client = client
        self.limits = limits
        self.meter = meter
        splitter = Splitter(limits: limits.framing)
    }

    /// Requests that have no reply yet.
    public var inFlightCount: Int { pending.count }

    /// Whether everything that was received has been answered.
    public var isIdle: Bool { pending.isEmpty && parked.isEmpty && longFrame == nil }

    /// Where a conversation stands between two messages.
    public struct Standing: OptionSet, Sendable {
        /// A bit for each.
        public let rawValue: UInt8
        /// No further message may be taken now.
        public static let blocked = Standing(rawValue: 1)
        /// Everything that was received has been answered.
        public static let idle = Standing(rawValue: 2)
        /// It ends once its replies are sent.
        public static let ending = Standing(rawValue: 4)

        /// Some of them.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
    }

    /// Where it stands.
    ///
    /// Mutating, though it changes nothing: to read a noncopyable value that lies in an object is to copy
    /// all of it, unless it is lent to be changed (Swift 6.3.1).
    public mutating func standing() -> Standing {
        var standing: Standing = isBlocked ? .blocked : []
        if isIdle { standing.insert(.idle) }
        if isEnding { standing.insert(.ending) }
        return standing
    }

    /// Whether no further message may be taken now.
    public var isBlocked: Bool {
        guard parked.isEmpty else { return isWaiting || isHeld }
        return isEnding || longFrame != nil || isHeld || (isInOrder && !pending.isEmpty)
    }

    /// Whether there are too many requests in flight, or one that nothing may pass.
    var isHeld: Bool { hasExclusive || pending.count >= limits.requestsInFlight }

    /// How the message is framed that has begun and not ended.
    var incompleteFraming: Framing? { splitter.incompleteFraming }

    // MARK: - Receiving

    /// Answers whole messages at the front of `buffer`; returns how many bytes they took.
    ///
    /// It stops where it is blocked, when there is enough output for one turn, and at a long text.
    public mutating func receive(
        _ buffer: borrowing InputBuffer,
        parser: inout JSONParser,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) -> Int {
        let input = buffer.padded
        noteLineEnd(of: input.span)
        var consumed = 0
        let enough = output.byteCount + limits.replyBytesPerTurn
        while !isBlocked, output.byteCount < enough {
            if !parked.isEmpty {
                unpark(parser: &parser, output: &output, deferred: &deferred)
                continue
            }
            guard consumed < input.span.count else { break }
            let rest = input.extracting(consumed..<input.span.count)
            do throws(FramingError) {
                guard let frame = try splitter.next(in: rest.span) else {
                    consumed += splitter.blankCount(of: rest.span)
                    break
                }
                if frame.kind == .message, frame.body.count > limits.inlineTextBytes {
                    longFrame = frame
                    break
                }
                consumed += frame.end
                answer(frame, of: rest, parser: &parser, output: &output, deferred: &deferred)
            } catch {
                refuse(error, output: &output)
                return input.span.count
            }
        }
        return consumed
    }

    /// Answers the long text, which was parsed elsewhere, by `parser`.
    public mutating func receive(
        longText text: PaddedBytes,
        parser: inout JSONParser,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) {
        guard let frame = longFrame else { return }
        longFrame = nil
        let whole = Frame(
            framing: frame.framing,
            kind: frame.kind,
            body: 0..<text.span.count,
            end: text.span.count
        )
        answer(
            whole,
            of: text,
            isParsed: true,
            parser: &parser,
            output: &output,
            deferred: &deferred
        )
    }

    /// Answers input that ends inside a message; call it when nothing more can be taken.
    public mutating func receiveEnd(_ buffer: borrowing InputBuffer, output: inout OutputBuffer) {
        guard !isEnding, let flaw = splitter.flawAtEnd(of: buffer.bytes) else { return }
        refuse(flaw, output: &output)
    }

    /// Frames a notification, or returns false where the client could not take it for one.
    public mutating func notify(_ message: RawSpan, output: inout OutputBuffer) -> Bool {
        guard let lastFraming, !lastFraming.isHTTP, !isEnding else { return false }
        let framing: Framing = lastFraming == .contentLength ? .contentLength : .bare(isLine: true)
        let frame = ReplyFrame(framing, digits: lengthDigits, in: &output)
        output.append(message)
        lengthDigits = frame.end(in: &output)
        return true
    }

    /// Lets work that only reads know that nobody waits for it any more.
    public mutating func cancelReading() {
        for request in pending.values where !request.isWrite { request.cancellation.cancel() }
    }

    // MARK: - One frame

    /// A client that sent no newline yet is answered with a blank line, unless it comes in time.
    private mutating func noteLineEnd(of bytes: Span<UInt8>) {
        guard lastFraming == .bare(isLine: false),
            let first = bytes.indices.first(where: {
                !isBlank(bytes[$0]) || bytes[$0] == newline
            }), bytes[first] == newline
        else { return }
        lastFraming = .bare(isLine: true)
        for (ticket, request) in pending where request.place.frame == frameNumber {
            pending[ticket]?.place.framing = .bare(isLine: true)
        }
    }

    private mutating func answer(
        _ frame: Frame,
        of input: PaddedBytes,
        isParsed: Bool = false,
        parser: inout JSONParser,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) {
        lastFraming = frame.framing
        frameNumber += 1
        if case .http(let keepAlive) = frame.framing {
            isInOrder = true
            // The body is still to come when the client only wants to be asked for it.
            if !keepAlive, frame.kind != .expectContinue { isEnding = true }
        }
        guard frame.kind == .message else {
            answerHTTP(frame, output: &output)
            return
        }
        let text = input.extracting(frame.body)
        let place = ReplyPlace(framing: frame.framing, frame: frameNumber, batch: nil)
        do throws(JSONError) {
            let document = try parser.document(of: text, isParsed: isParsed)
            guard document.root.kind != .array else {
                var messages = Messages(document)
                answerBatch(&messages, of: text.span, place, output: &output, deferred: &deferred)
                return
            }
            let message = Message(document)
            let reply = ReplyFrame(frame.framing, digits: lengthDigits, in: &output)
            if answer(message, place, output: &output, deferred: &deferred) {
                finish(reply, place, output: &output)
            } else {
                reply.cancel(in: &output)
                park(text.span, [0..<text.span.count], place)
            }
        } catch {
            answerRefused(text.span, error, place, output: &output)
        }
        completeCancelled(output: &output)
    }

    /// Closes the frame of one reply, or takes it back if there is none.
    private mutating func finish(
        _ reply: ReplyFrame,
        _ place: ReplyPlace,
        output: inout OutputBuffer
    ) {
        guard output.byteCount == reply.bodyStart else {
            lengthDigits = reply.end(in: &output)
            return
        }
        reply.cancel(in: &output)
        // A notification that is still being worked on is acknowledged when it is done.
        if place.framing.isHTTP, pending.isEmpty { appendNoContent(to: &output) }
    }

    // MARK: - Waiting

    /// Keeps messages for when the writes in front of them are done.
    mutating func park(_ text: Span<UInt8>, _ ranges: [Range<Int>], _ place: ReplyPlace) {
        parked = Parked(text, ranges, place)
        isWaiting = writesInFlight > 0
    }

    /// Nothing that waits has to wait any longer.
    mutating func stopWaiting() { isWaiting = false }

    mutating func end() { isEnding = true }

    mutating func markRefused() {
        isEnding = true
        isRefused = true
    }

    /// Answers the first message that waits.
    private mutating func unpark(
        parser: inout JSONParser,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) {
        var waiting = Parked()
        swap(&waiting, &parked)
        let place = waiting.place
        let isAnswered = answerNext(of: waiting, &parser, &output, &deferred)
        if isAnswered { waiting.next += 1 } else { isWaiting = true }
        let isDone = waiting.isEmpty
        swap(&waiting, &parked)
        if isDone, let batch = place.batch {
            batch.openCount -= 1
            conclude(batch, place, output: &output)
        }
        completeCancelled(output: &output)
    }

    private mutating func answerNext(
        of waiting: borrowing Parked,
        _ parser: inout JSONParser,
        _ output: inout OutputBuffer,
        _ deferred: inout [Deferred]
    ) -> Bool {
        let place = waiting.place
        let text = waiting.text.padded.extracting(waiting.ranges[waiting.next])
        if let batch = place.batch {
            return answerMember(text, batch, place, &parser, &output, &deferred)
        }
        let reply = ReplyFrame(place.framing, digits: lengthDigits, in: &output)
        let isAnswered = answerAlone(text, place, &parser, &output, &deferred)
        if isAnswered { finish(reply, place, output: &output) } else { reply.cancel(in: &output) }
        return isAnswered
    }
}
