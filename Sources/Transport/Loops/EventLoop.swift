internal import CPeer
internal import Glibc
internal import JSONRPC
internal import Records

/// One thread's loop with everything that its connections share.
///
/// Never leaves its thread.
final class EventLoop {
    let loop = Loop()
    let fleet: Fleet
    var workspace = Workspace()
    let meter: Meter
    private var round = Round()
    private var patience = Patience()
    /// Those who may have nothing left to wait for once their kept replies are sent.
    private var unsettled: [Connection] = []
    private let desk: Reception.Desk
    /// Whether the desk may keep something that it is to let go of.
    private var mayHold = false
    private var connections: [UInt64: Connection] = [:]
    var regulars = Regulars()
    private var nextKey: UInt64 = 0
    private var mailbox: Mailbox?
    private var prelude: Prelude?
    /// On while the loop looks for more.
    private let haste: Haste
    private var isInHaste = false
    private var entrances: [Entrance] = []
    private var signals: [Signal] = []
    private var alarms: [Alarm] = []
    private var frameAlarm: Alarm?
    private var isDraining = false

    /// A loop of the fleet.
    init(_ fleet: Fleet) {
        self.fleet = fleet
        desk = fleet.reception.open()
        haste = Haste(on: loop)
        meter = Meter(
            fleet.reception.methods,
            slowNanoseconds: fleet.options.slowNanoseconds,
            tellSlow: fleet.options.tellSlow
        )
        // Unowned: the loop outlives every callback, as `run` ends with no handle open.
        let mailbox = Mailbox(waking: loop) { [unowned self] in collect() }
        self.mailbox = mailbox
        // Owned until the prelude is closed: an unowned object is counted each time it is used.
        prelude = Prelude(on: loop) { [self] in
            repeat { beginRound() } while waitAhead()
            // What libuv has to do may be nothing in the end, and it waits.
            if round.eventCount > 0 { beginRound() }
        }
        fleet.add(mailbox, meter)
    }

    deinit { loop.close() }

    /// Serves until drained.
    func run() {
        cpeer_forget_processor()
        // The library makes ready for being cancelled in each call that waits, where it is not ready already.
        pthread_setcancelstate(Int32(PTHREAD_CANCEL_DISABLE), nil)
        pthread_setcanceltype(Int32(PTHREAD_CANCEL_ASYNCHRONOUS), nil)
        loop.run()
    }

    // MARK: - The first loop's extra work

    /// Lets connections in through a listening socket.
    func open(_ listener: Listener) {
        guard !isDraining else { return }
        entrances.append(Entrance(listener, self))
    }

    /// Drains all loops on one of these signals.
    func drain(onSignals numbers: [Int32]) {
        guard !isDraining else { return }
        signals += numbers.map { number in
            Signal(number, on: loop) { [unowned self] in fleet.drain() }
        }
    }

    /// Does something again and again.
    func start(_ tick: ServerOptions.Tick) {
        guard !isDraining else { return }
        let action = tick.action
        alarms.append(
            Alarm(afterMilliseconds: tick.milliseconds, repeating: true, on: loop) { action() }
        )
    }

    // MARK: - Connections

    private func adopt(_ descriptor: Int32) {
        // Whoever cannot be told apart from others is let in by nobody.
        guard let mailbox, let peer = Peer(of: descriptor) else {
            closeDescriptor(descriptor)
            return fleet.connectionLeft()
        }
        guard let pipe = Pipe(descriptor, on: loop) else { return fleet.connectionLeft() }
        nextKey += 1
        let handle = ConnectionHandle(mailbox: mailbox, key: nextKey, fleet: fleet)
        noteUse()
        let guest = desk.welcome(handle, peer)
        let connection = Connection(key: nextKey, loop: self, pipe: pipe, guest: guest)
        connections[nextKey] = connection
        connection.start()
        if isDraining { connection.drain() }
    }

    func forget(_ connection: Connection) {
        connections[connection.key] = nil
        fleet.connectionLeft()
        if isDraining, connections.isEmpty { end() }
    }

    // MARK: - Slow frames

    /// Looks after messages that have begun, until there are none.
    ///
    /// Only then: a loop with an alarm set sets it anew in the kernel each time it waits.
    func watchFrames() {
        guard frameAlarm == nil, !isDraining else { return }
        let milliseconds = max(1, fleet.options.session.framing.frameMilliseconds)
        let step = UInt64(max(1, milliseconds / Connection.frameSteps))
        frameAlarm = Alarm(afterMilliseconds: step, repeating: true, on: loop) {
            [unowned self] in stepFrames()
        }
    }

    private func stepFrames() {
        var isAnyOpen = false
        for connection in connections.values where connection.noteFrameStep() { isAnyOpen = true }
        guard !isAnyOpen else { return }
        frameAlarm?.close()
        frameAlarm = nil
    }

    // MARK: - Rounds

    /// Counts what somebody is waiting for in this round.
    func noteEvent() { round.noteEvent() }

    /// Keeps a reply until the end of the round, and empties `output`; false where it is better sent at once.
    func keep(_ output: inout OutputBuffer, for connection: Connection) -> Bool {
        if round.isFull { sendKept() }
        return round.keep(&output, for: connection)
    }

    /// To be called before something is sent, or waited for.
    func rest() {
        guard mayHold else { return }
        mayHold = false
        desk.rest()
    }

    /// To be called before the service is asked for anything: it may keep something for the next time.
    func noteUse() { mayHold = true }

    /// Sends what is kept.
    func sendKept() {
        guard !round.parts.isEmpty else { return }
        rest()
        // Whoever is sent something may want to keep something: there is another round meanwhile.
        var sent = Round()
        swap(&sent, &round)
        send(sent)
        sent.removeAll()
        swap(&sent, &round)
    }

    private func send(_ round: borrowing Round) {
        let replies = round.replies.bytes
        for part in round.parts {
            if let connection = part.send(from: replies) { unsettled.append(connection) }
        }
    }

    private func beginRound() {
        rest()
        let count = round.eventCount
        if count > 0 {
            patience.succeed()
        } else if patience.goesOn(at: monotonicNanoseconds()) {
            return
        }
        sendKept()
        round.begin()
        if count > 0 { patience.begin(after: count, at: monotonicNanoseconds()) }
        setHaste(patience.isLooking)
        guard !unsettled.isEmpty else { return }
        let connections = unsettled
        unsettled.removeAll()
        for connection in connections { connection.settle() }
    }

    /// Waits for those who speak again and again, and serves them; false where there is something for libuv.
    private func waitAhead() -> Bool {
        loop.waitAhead { descriptor, readiness in
            guard let owner = regulars.owner(of: descriptor) else { return false }
            owner.lend { connection in connection.isReady(readiness) }
            return true
        }
    }

    private func setHaste(_ isOn: Bool) {
        guard isOn != isInHaste else { return }
        isInHaste = isOn
        if isOn { haste.start() } else { haste.stop() }
    }

    // MARK: - Work

    /// Sends work out; its outcome comes back through the mailbox.
    func start(_ deferred: inout [Deferred], for connection: UInt64) {
        guard !deferred.isEmpty, let mailbox else { return }
        for item in deferred {
            let ticket = item.ticket
            let completion = Completion(item.cancellation) { outcome in
                mailbox.post(.completed(connection: connection, ticket: ticket, outcome))
            }
            switch item.job {
            case .write(let begin): begin(completion)
            case .long(let work): run(work, completion)
            }
        }
        deferred.removeAll(keepingCapacity: true)
    }

    private func run(_ work: @escaping Work, _ completion: Completion) {
        let isQueued = fleet.workers.submit {
            var result = OutputBuffer()
            do throws(RPCError) {
                guard completion.cancellation.begin() else { throw RPCError(.requestCancelled) }
                try work(&result, completion.cancellation)
                completion.succeed([UInt8](copying: result.bytes))
            } catch {
                completion.fail(error)
            }
        }
        if !isQueued { completion.fail(RPCError(.busy, "too much long work is waiting")) }
    }

    /// Has a long text parsed; it comes back through the mailbox.
    func parse(_ text: LongText, for connection: UInt64) -> Bool {
        guard let mailbox else { return false }
        return fleet.parsers.submit {
            text.parse()
            mailbox.post(.parsed(connection: connection, text))
        }
    }

    private func collect() {
        let letters = mailbox?.collect() ?? []
        for (index, letter) in letters.enumerated() {
            // Replies to one connection that come together are sent together.
            let isLast =
                index + 1 == letters.count || !letters[index + 1].isReply(like: letter)
            round.noteEvent()
            deliver(letter, sendingNow: isLast)
        }
    }

    private func deliver(_ letter: Letter, sendingNow: Bool) {
        switch letter {
        case .completed(let key, let ticket, let outcome):
            connections[key]?.complete(ticket, outcome, sendingNow: sendingNow)
        case .parsed(let key, let text): connections[key]?.read(text)
        case .push(let key, let push): connections[key]?.send(push)
        case .close(let key): connections[key]?.drain()
        case .adopt(let descriptor): adopt(descriptor)
        case .drain: drain()
        case .stop: fleet.drain()
        }
    }

    // MARK: - Ending

    private func drain() {
        guard !isDraining else { return }
        isDraining = true
        for entrance in entrances { entrance.close() }
        entrances = []
        alarms.append(
            Alarm(afterMilliseconds: fleet.options.drainMilliseconds, on: loop) { [unowned self] in
                for connection in connections.values { connection.close() }
            }
        )
        for connection in connections.values { connection.drain() }
        if connections.isEmpty { end() }
    }

    /// Closes the last handles, so that `run` returns.
    private func end() {
        guard let mailbox else { return }
        self.mailbox = nil
        mailbox.close()
        prelude?.close()
        prelude = nil
        haste.close()
        frameAlarm?.close()
        frameAlarm = nil
        // They hold the loop.
        unsettled = []
        rest()
        for alarm in alarms { alarm.close() }
        for signal in signals { signal.close() }
        alarms = []
        signals = []
    }
}
