internal import CUV
internal import Glibc
internal import JSONRPC
internal import Records
internal import Synchronization

/// One client: a socket, a conversation, and the bytes that did not fit.
///
/// Belongs to its loop's thread. Idle it owns no buffer: whole messages are read into and answered from
/// the loop's buffers, and only a partial message or an unwritten reply is copied here.
final class Connection {
    /// Bytes thrown away for a client that is still sending what was refused.
    private static let lingerBytes = 32 << 20
    /// How long such a client may take to read why.
    private static let lingerMilliseconds: UInt64 = 1_000

    /// How many steps the time has that a message may take.
    static let frameSteps = 8

    let key: UInt64
    private let loop: EventLoop
    private let pipe: Pipe
    private let guest: Reception.Guest
    private var session: Session
    // Not optional: reading a property through `buffer?.` of a noncopyable optional whose type comes
    // from another module sees a value where there is nil (Swift 6.3.1, -Onone).
    private var partialInput = InputBuffer()
    private var outbox: Outbox
    private var isReading = false
    private var hasInputEnded = false
    private var isDraining = false
    private var isClosed = false
    private var isParsing = false
    private var hasMissedNotifications = false
    private var isLingering = false
    private var lingeredBytes = 0
    private var lingerAlarm: Alarm?
    /// What is counted for this connection in the fleet's sum of long texts.
    private var heldBytes = 0
    /// For how many steps already the input has ended inside a message.
    private var stepsInFrame = 0

    init(key: UInt64, loop: EventLoop, pipe: Pipe, guest: Reception.Guest) {
        self.key = key
        self.loop = loop
        self.pipe = pipe
        self.guest = guest
        session = Session(
            methods: loop.fleet.reception.methods,
            client: guest.client,
            limits: loop.fleet.options.session,
            meter: loop.meter
        )
        outbox = Outbox(pipe, loop.fleet)
        pipe.bind(to: self)
    }

    /// Begins to listen to the client.
    func start() { startReading() }

    // MARK: - Reading

    private func startReading() {
        guard !isReading, !hasInputEnded, !isClosed else { return }
        isReading = true
        if !pipe.startReading() { close() }
    }

    private func stopReading() {
        guard isReading else { return }
        isReading = false
        pipe.stopReading()
    }

    /// Where the next bytes go.
    @unsafe func inputRoom() -> uv_buf_t {
        let room =
            partialInput.isEmpty
            ? unsafe loop.workspace.input.spare(minimum: Workspace.readBytes)
            : unsafe partialInput.spare(minimum: Workspace.readBytes)
        let start = UnsafeMutableRawPointer(room.baseAddress)
        return unsafe uv_buf_init(start?.assumingMemoryBound(to: CChar.self), UInt32(room.count))
    }

    /// Bytes have come, or the end, or an error.
    func didRead(_ count: Int) {
        if count > 0 { loop.meter.note(receivedBytes: count) }
        if count < 0 {
            stopReading()
            hasInputEnded = true
            if isLingering { return close() }
            // A client that only stops sending still waits for its replies.
            if count != Int(UV_EOF.rawValue) || pipe.hasHungUp { stopSending() }
        } else if isLingering {
            lingeredBytes += count
            if lingeredBytes > Self.lingerBytes { close() }
            return
        } else if partialInput.isEmpty {
            loop.workspace.input.didAppend(count)
            mirror(loop.workspace.input, last: count)
        } else {
            partialInput.didAppend(count)
            mirror(partialInput, last: count)
        }
        serve(&loop.workspace)
    }

    private func mirror(_ input: borrowing InputBuffer, last count: Int) {
        guard let mirror = loop.fleet.options.mirror else { return }
        // Safe: bytes have no padding between them.
        unsafe mirror.copy(input.bytes.extracting(last: count).bytes, .received, of: key)
    }

    /// Refuses a message that has begun long ago; called in steps.
    func noteFrameStep() {
        let isWaiting =
            !partialInput.isEmpty && !session.isBlocked && !outbox.isFull && !isParsing
            && !isClosed && !isLingering && !hasInputEnded && !isDraining
        stepsInFrame = isWaiting ? stepsInFrame + 1 : 0
        guard stepsInFrame >= Self.frameSteps else { return }
        session.refuseSlowFrame(output: &loop.workspace.output)
        partialInput.removeAll(keeping: 0)
        countHeld()
        send(&loop.workspace.output)
        settle()
    }

    // MARK: - Answering

    /// Answers what is whole, keeps what is not, and decides what comes next.
    private func serve(_ workspace: inout Workspace) {
        send(&workspace.output)
        while !outbox.isFull, !isClosed {
            session.isOverloaded = loop.fleet.isOverloaded
            let used = receive(&workspace)
            let hasProgressed =
                used > 0 || workspace.output.byteCount > 0 || !workspace.deferred.isEmpty
            loop.start(&workspace.deferred, for: key)
            send(&workspace.output)
            if session.longFrame != nil, !isParsing { parseLongText(&workspace) }
            if !hasProgressed || session.isBlocked || isQuiet(workspace) { break }
        }
        if !workspace.input.isEmpty {
            if !isClosed { partialInput.append(workspace.input.bytes) }
            workspace.input.removeAll(keeping: Workspace.keptBytes)
        }
        limitInput(&workspace)
        endInput(&workspace)
        settle()
    }

    /// Refuses a long text where those of all connections fill their memory.
    private func limitInput(_ workspace: inout Workspace) {
        countHeld()
        guard heldBytes > 0, !isClosed, !session.isEnding, session.longFrame == nil,
            loop.fleet.heldBytes.load(ordering: .relaxed) > loop.fleet.options.totalHeldBytes
        else { return }
        session.refuseLongText(output: &workspace.output)
        partialInput.removeAll(keeping: 0)
        countHeld()
        send(&workspace.output)
    }

    private func countHeld() {
        let isLong = partialInput.count > loop.fleet.options.session.inlineTextBytes
        let count = isLong && !isClosed ? partialInput.count : 0
        guard count != heldBytes else { return }
        loop.fleet.heldBytes.add(count - heldBytes, ordering: .relaxed)
        heldBytes = count
    }

    /// Whether there is nothing more to look at.
    private func isQuiet(_ workspace: borrowing Workspace) -> Bool {
        workspace.input.isEmpty && partialInput.isEmpty && session.isIdle
    }

    /// Answers some messages, from here or from the loop's input; returns the bytes they took.
    private func receive(_ workspace: inout Workspace) -> Int {
        guard partialInput.isEmpty else {
            let used = session.receive(
                partialInput,
                parser: &workspace.parser,
                output: &workspace.output,
                deferred: &workspace.deferred
            )
            partialInput.removeFirst(used)
            if used > 0 { stepsInFrame = 0 }
            if partialInput.isEmpty { partialInput.removeAll(keeping: 0) }
            return used
        }
        let used = session.receive(
            workspace.input,
            parser: &workspace.parser,
            output: &workspace.output,
            deferred: &workspace.deferred
        )
        workspace.input.removeFirst(used)
        return used
    }

    /// Says so if the client has stopped sending inside a message.
    private func endInput(_ workspace: inout Workspace) {
        guard hasInputEnded, !isClosed, !partialInput.isEmpty, session.isIdle, !outbox.isFull else {
            return
        }
        session.receiveEnd(partialInput, output: &workspace.output)
        partialInput.removeAll(keeping: 0)
        send(&workspace.output)
    }

    /// Writes the reply to a request that had left the loop.
    func complete(_ ticket: UInt32, _ outcome: Outcome, sendingNow: Bool) {
        session.complete(ticket, outcome, output: &loop.workspace.output)
        // What was blocked may have whole messages waiting.
        if sendingNow { serve(&loop.workspace) }
    }

    /// Sends notifications, unless the client does not read.
    func send(_ push: Push) {
        guard push.isWanted, !isClosed else { return push.finish(.dropped) }
        guard !outbox.isFull, !hasMissedNotifications else {
            // Once nothing is unsent, `settle` says that there is room again.
            hasMissedNotifications = true
            return push.finish(.refused)
        }
        var isTaken = true
        for message in push.messages where isTaken {
            isTaken = session.notify(message.rawSpan, output: &loop.workspace.output)
        }
        send(&loop.workspace.output)
        push.finish(isTaken ? .sent : .dropped)
        settle()
    }

    // MARK: - Long texts

    /// Gives the text at the front of the input away to be parsed.
    private func parseLongText(_ workspace: inout Workspace) {
        guard let frame = session.longFrame else { return }
        var whole = InputBuffer()
        if partialInput.isEmpty {
            whole.append(workspace.input.bytes)
            workspace.input.removeAll(keeping: Workspace.keptBytes)
        } else {
            swap(&whole, &partialInput)
        }
        if whole.count > frame.end {
            partialInput.append(whole.bytes.extracting(frame.end...))
        }
        isParsing = true
        let text = LongText(whole, frame.body, loop.fleet)
        if !loop.parse(text, for: key) { close() }
    }

    /// Answers a long text that has been parsed.
    func read(_ text: LongText) {
        isParsing = false
        read(text, &loop.workspace)
        serve(&loop.workspace)
    }

    private func read(_ text: LongText, _ workspace: inout Workspace) {
        text.read { bytes, parser in
            session.receive(
                longText: bytes,
                parser: &parser,
                output: &workspace.output,
                deferred: &workspace.deferred
            )
        }
        loop.start(&workspace.deferred, for: key)
    }

    // MARK: - Writing

    /// Sends `output`, and empties it.
    private func send(_ output: inout OutputBuffer) {
        guard output.byteCount > 0 else { return }
        guard !isClosed else { return output.removeAll() }
        loop.meter.note(sentBytes: output.byteCount)
        loop.fleet.options.mirror?.copy(output.bytes, .sent, of: key)
        outbox.send(&output)
        if outbox.isDeaf { session.cancelReading() }
    }

    /// What the socket had not taken is written, or never will be.
    func didWrite(_ status: Int32) {
        guard !isClosed else { return }
        outbox.didWrite(status)
        if outbox.isDeaf { session.cancelReading() }
        if outbox.hasRoom { serve(&loop.workspace) } else { settle() }
    }

    /// The client is gone.
    private func stopSending() {
        outbox.giveUp()
        session.cancelReading()
    }

    // MARK: - Ending

    /// Stops what is in the way of the limits; closes what has nothing left to do.
    private func settle() {
        guard !isClosed, !isLingering else { return }
        if hasInputEnded || isDraining || session.isEnding {
            stopReading()
            guard session.isIdle, outbox.unsentBytes == 0 else { return }
            if session.isRefused, !hasInputEnded, !outbox.isDeaf { linger() } else { close() }
        } else if outbox.isFull || session.isBlocked {
            stopReading()
        } else {
            startReading()
            if hasMissedNotifications, outbox.unsentBytes == 0 {
                hasMissedNotifications = false
                guest.resume()
            }
        }
    }

    /// Takes no further message, answers those that were received, closes.
    func drain() {
        isDraining = true
        settle()
    }

    /// Says that no more will come, and waits for the client to read that: to hang up on unread bytes
    /// would take the last reply from it.
    private func linger() {
        isLingering = true
        Half.sending.shutDown(pipe.descriptor)
        lingerAlarm = Alarm(
            afterMilliseconds: Self.lingerMilliseconds,
            on: loop.loop
        ) { [unowned self] in close() }
        startReading()
    }

    /// Hangs up.
    ///
    /// The object lives until libuv has let go of the socket.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        isReading = false
        lingerAlarm?.close()
        lingerAlarm = nil
        session.cancelReading()
        outbox.close()
        countHeld()
        guest.farewell()
        pipe.close()
        loop.forget(self)
    }
}
