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
    private let mirror: Mirror?
    // The loop's, at hand: to reach through the loop is to retain what is reached.
    private let meter: Meter
    private var session: Session
    // Not optional: reading a property through `buffer?.` of a noncopyable optional whose type comes
    // from another module sees a value where there is nil (Swift 6.3.1, -Onone).
    private var partialInput = InputBuffer()
    private var outbox: Outbox
    private var isReading = false
    /// What the socket is watched for.
    private var watched: Pipe.Readiness = []
    /// Whether the kernel tells once of what comes.
    private var isToldOnce = false
    private var hasBeenRead = false
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
    /// Bytes of replies that the loop sends at the end of its round.
    private var keptBytes = 0

    init(key: UInt64, loop: EventLoop, pipe: Pipe, guest: Reception.Guest) {
        self.key = key
        self.loop = loop
        self.pipe = pipe
        self.guest = guest
        mirror = loop.fleet.options.mirror
        meter = loop.meter
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
        watch()
    }

    private func stopReading() {
        guard isReading else { return }
        isReading = false
        watch()
    }

    /// Has the socket watched for what it is waited for now.
    private func watch() {
        guard !isClosed else { return }
        var readiness: Pipe.Readiness = isReading ? [.reading, .ending] : []
        if outbox.isWaiting { readiness.insert(.writing) }
        guard readiness != watched else { return }
        watched = readiness
        stopTellingOnce()
        pipe.watch(for: readiness)
    }

    /// Asks the kernel to tell once, where a client speaks again and again; `again` where something is left.
    private func listen(again: Bool) {
        guard isReading, !isClosed, again || !isToldOnce, hasBeenRead || isToldOnce else {
            return hasBeenRead = true
        }
        isToldOnce = watched == [.reading, .ending] && pipe.tellOnce()
        if isToldOnce { loop.regulars.add(self, pipe.descriptor) }
    }

    /// To be called before the socket is watched for something else, or closed.
    private func stopTellingOnce() {
        loop.regulars.remove(pipe.descriptor)
        isToldOnce = false
    }

    /// Something can be done with the socket.
    func isReady(_ readiness: Pipe.Readiness) {
        if !readiness.isDisjoint(with: [.reading, .ending]), isReading {
            let came = read(&loop.workspace)
            listen(again: !came.isAll || readiness.contains(.ending))
            if came.isToBeServed { serve(&loop.workspace) }
        }
        if readiness.contains(.writing), !isClosed, outbox.isWaiting { goOn() }
    }

    /// The socket says why the next time that it is read or written; until then it is not watched.
    func hasFailed() {
        // libuv does not listen to it any more, and the kernel would go on telling.
        watched = []
        stopTellingOnce()
        pipe.watch(for: [])
        isReady([.reading, .ending, .writing])
        watch()
    }

    /// What a read has brought.
    private struct Arrival {
        /// Whether there was no more than was read.
        var isAll = true
        /// Whether there is something to be answered, or to be ended.
        var isToBeServed = true
    }

    /// Reads what has come.
    @inline(__always) private func read(_ workspace: inout Workspace) -> Arrival {
        var came = Arrival()
        let received =
            partialInput.isEmpty || isLingering
            ? pipe.receive(into: &workspace.input) : pipe.receive(into: &partialInput)
        loop.noteEvent()
        switch received {
        case .bytes(let count), .full(let count):
            if case .full = received { came.isAll = false }
            meter.note(receivedBytes: count)
            if isLingering {
                workspace.input.removeAll(keeping: Workspace.keptBytes)
                lingeredBytes += count
                if lingeredBytes > Self.lingerBytes { close() }
                came.isToBeServed = false
                return came
            }
            if mirror != nil {
                if partialInput.isEmpty {
                    mirror(workspace.input, last: count)
                } else {
                    mirror(partialInput, last: count)
                }
            }
        case .nothing: came.isToBeServed = false
        case .end, .failure:
            stopReading()
            hasInputEnded = true
            if isLingering {
                close()
                came.isToBeServed = false
                return came
            }
            // A client that only stops sending still waits for its replies.
            if case .failure = received { stopSending() } else if pipe.hasHungUp { stopSending() }
        }
        return came
    }

    private func mirror(_ input: borrowing InputBuffer, last count: Int) {
        guard let mirror else { return }
        // Safe: bytes have no padding between them.
        unsafe mirror.copy(input.bytes.extracting(last: count).bytes, .received, of: key)
    }

    /// Refuses a message that has begun long ago; called in steps.
    ///
    /// Returns whether one has begun still.
    func noteFrameStep() -> Bool {
        let isWaiting =
            !partialInput.isEmpty && !session.isBlocked && !outbox.isFull && !isParsing
            && !isClosed && !isLingering && !hasInputEnded && !isDraining
        stepsInFrame = isWaiting ? stepsInFrame + 1 : 0
        guard stepsInFrame >= Self.frameSteps else { return !partialInput.isEmpty && !isClosed }
        session.refuseSlowFrame(output: &loop.workspace.output)
        partialInput.removeAll(keeping: 0)
        countHeld()
        send(&loop.workspace.output)
        settle()
        return false
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
            let standing = session.standing()
            if isAtRest(standing, workspace.input) { return sendLast(&workspace.output) }
            send(&workspace.output)
            if session.longFrame != nil, !isParsing { parseLongText(&workspace) }
            let isQuiet =
                workspace.input.isEmpty && partialInput.isEmpty && standing.contains(.idle)
            if !hasProgressed || isQuiet || standing.contains(.blocked) { break }
        }
        if !workspace.input.isEmpty {
            if !isClosed { partialInput.append(workspace.input.bytes) }
            workspace.input.removeAll(keeping: Workspace.keptBytes)
        }
        limitInput(&workspace)
        endInput(&workspace)
        if !partialInput.isEmpty { loop.watchFrames() }
        settle()
    }

    /// Whether there is nothing to do but to send what has been answered.
    @inline(__always)
    private func isAtRest(_ standing: Session.Standing, _ input: borrowing InputBuffer) -> Bool {
        standing == .idle && input.isEmpty && partialInput.isEmpty && heldBytes == 0
            && isReading && !hasInputEnded && !isDraining && !hasMissedNotifications
            && outbox.isOpen && keptBytes == 0 && mirror == nil
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

    /// Answers some messages, from here or from the loop's input; returns the bytes they took.
    private func receive(_ workspace: inout Workspace) -> Int {
        loop.noteUse()
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
        loop.noteUse()
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
        stepsInFrame = 0
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
        loop.noteUse()
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
        let count = output.byteCount
        meter.note(sentBytes: count)
        mirror?.copy(output.bytes, .sent, of: key)
        if loop.keep(&output, for: self) {
            keptBytes += count
        } else {
            // Replies leave in the order in which they were made.
            if keptBytes > 0 { loop.sendKept() }
            loop.rest()
            outbox.send(output.bytes)
            output.removeAll(keeping: Workspace.keptBytes)
            watch()
            if outbox.isDeaf { session.cancelReading() }
        }
    }

    /// Sends `output`, and empties it, where nothing else is to be done.
    ///
    /// As the last thing: what comes behind a call of the kernel takes several times as long as in front of it.
    @inline(__always) private func sendLast(_ output: inout OutputBuffer) {
        let count = output.byteCount
        guard count > 0 else { return }
        meter.note(sentBytes: count)
        guard !loop.keep(&output, for: self) else { return keptBytes += count }
        loop.rest()
        let sent = pipe.tryWrite(output.bytes)
        if sent == count { return output.removeAll(keeping: Workspace.keptBytes) }
        outbox.send(output.bytes, behind: sent)
        output.removeAll(keeping: Workspace.keptBytes)
        watch()
        if outbox.isDeaf { session.cancelReading() }
        settle()
    }

    /// Sends a reply that was kept; true where it may have been the last thing to wait for.
    func sendKept(_ reply: RawSpan) -> Bool {
        keptBytes -= reply.byteCount
        guard !isClosed else { return false }
        outbox.send(reply)
        watch()
        if outbox.isDeaf { session.cancelReading() }
        return keptBytes == 0
            && (hasInputEnded || isDraining || session.isEnding || outbox.isFull
                || hasMissedNotifications)
    }

    /// The socket takes more of what it had not taken.
    private func goOn() {
        loop.rest()
        outbox.goOn()
        watch()
        if outbox.isDeaf { session.cancelReading() }
        if outbox.hasRoom { serve(&loop.workspace) } else { settle() }
    }

    /// The client is gone.
    private func stopSending() {
        outbox.giveUp()
        watch()
        session.cancelReading()
    }

    // MARK: - Ending

    private var unsentBytes: Int { outbox.unsentBytes + keptBytes }

    /// Stops what is in the way of the limits; closes what has nothing left to do.
    func settle() {
        guard !isClosed, !isLingering else { return }
        let standing = session.standing()
        if hasInputEnded || isDraining || standing.contains(.ending) {
            stopReading()
            guard standing.contains(.idle), unsentBytes == 0 else { return }
            if session.isRefused, !hasInputEnded, !outbox.isDeaf { linger() } else { close() }
        } else if outbox.isFull || standing.contains(.blocked) {
            stopReading()
        } else {
            startReading()
            if hasMissedNotifications, unsentBytes == 0 {
                hasMissedNotifications = false
                loop.noteUse()
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
        // A round holds nobody's reply longer than there is a connection for it.
        if keptBytes > 0 { loop.sendKept() }
        isClosed = true
        isReading = false
        lingerAlarm?.close()
        lingerAlarm = nil
        session.cancelReading()
        outbox.close()
        countHeld()
        loop.noteUse()
        guest.farewell()
        stopTellingOnce()
        pipe.close()
        loop.forget(self)
    }
}
