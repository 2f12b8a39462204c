public import Engine
public import Records

/// What a write handler sees: the store as it is, and the verbs that change it.
///
/// A scope serves all requests of one commit. What a request writes is noted, so that a refusal undoes
/// exactly that; its ids, its clock and its sequence come from here, because a batch that met a full
/// map is run again from its start.
public struct WriteScope<Transaction: WriteTransaction & ~Copyable>: ~Copyable {
    var transaction = Transaction()
    var journal = UndoJournal()
    /// Whether requests can be undone one by one; one that is alone in its commit needs no journal.
    var isJournaled: Bool
    /// The counters as this batch leaves them.
    public internal(set) var counters: Counters
    /// The instant of the request: not before that of the last change.
    public internal(set) var now = Timestamp(milliseconds: 0)
    /// What the schema says about its tables.
    let catalog: Catalog<Transaction>
    /// An error of the engine that the whole batch fails with.
    var fatal: EngineError?
    var request = Request()
    /// Where the log's horizon lies after this batch, where that has moved it.
    var horizon: UInt64?
    var sealed = ByteWriter()

    /// What one request has done so far.
    struct Request {
        var countersBefore: Counters?
        var rows: [Change.Row] = []
        var rowCount = 0
        var activities: [(sequence: UInt64, content: [UInt8])] = []
        /// The row that was last found to exist, and the hints that were last found or put: a load writes
        /// many registers of one class behind one another.
        var checkedTarget: [UInt8] = []
        var knownHints: [Key] = []
        var deleted: [DeletedRow] = []
        /// How often something was put or removed.
        var stepCount = 0
        /// Who asks, where a room above must know.
        var onlooker: AnyObject?
        /// Up to here changes are missing, since another store has made them.
        var horizon: UInt64?
        /// Whether a field may name a row that is not there.
        var defersReferences = false
        /// Why a verb stopped half-way: such a request is refused, even if its body goes on.
        var broken: StoreError?
    }

    init(catalog: Catalog<Transaction>, counters: Counters, isJournaled: Bool) {
        self.isJournaled = isJournaled
        self.catalog = catalog
        self.counters = counters
    }
}

// MARK: - Requests

extension WriteScope where Transaction: ~Copyable {
    /// Whether this request's rows may name rows that are not there: a load may bring children first.
    public var defersReferences: Bool {
        get { request.defersReferences }
        set { request.defersReferences = newValue }
    }
}

// MARK: - Reading

extension WriteScope: Snapshot where Transaction: ~Copyable {
    /// Who asks: set by whoever runs the request, and forgotten with it.
    public var onlooker: AnyObject? {
        get { request.onlooker }
        set { request.onlooker = newValue }
    }

    /// The value of one key as this batch leaves it.
    @_lifetime(borrow self)
    public borrowing func value(for key: RawSpan) throws(EngineError) -> RawSpan? {
        try transaction.value(for: key)
    }

    /// The values of many keys.
    @_lifetime(borrow self, borrow keys)
    public borrowing func values(
        for keys: borrowing KeyList
    ) -> Transaction.Values {
        transaction.values(for: keys)
    }

    /// The entries of a range.
    @_lifetime(borrow self, copy lower, copy upper)
    public borrowing func entries(
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) -> Transaction.Cursor {
        transaction.entries(from: lower, below: upper, reversed: reversed, limit: limit)
    }
}

// MARK: - Bytes

extension WriteScope where Transaction: ~Copyable {
    /// Puts a content under a key, its checksum in front.
    ///
    /// `isNew`: the caller knows that the key holds nothing, so that nobody looks.
    mutating func put(
        _ key: RawSpan,
        content: RawSpan,
        isNew: Bool = false
    ) throws(StoreError) {
        request.stepCount += 1
        // Taken out and put back, since lending a part of the scope lends all of it.
        var bytes = ByteWriter()
        swap(&bytes, &sealed)
        defer { swap(&bytes, &sealed) }
        bytes.removeAll()
        bytes.integer(valueChecksum(key: key, content: content))
        bytes.append(content)
        do throws(EngineError) {
            if isJournaled {
                if isNew { journal.note(key, was: nil) } else { _ = try noteOld(key) }
            }
            try transaction.put(key, bytes.bytes)
        } catch { throw failed(error) }
    }

    /// Removes a key.
    mutating func remove(_ key: RawSpan) throws(StoreError) {
        request.stepCount += 1
        do throws(EngineError) {
            if isJournaled, try !noteOld(key) { return }
            try transaction.delete(key)
        } catch { throw failed(error) }
    }

    /// Notes what a key holds before it is overwritten, and returns whether it holds anything.
    private mutating func noteOld(_ key: RawSpan) throws(EngineError) -> Bool {
        let old = try transaction.value(for: key)
        journal.note(key, was: old)
        return old != nil
    }

    /// Notes an error that a verb met behind its first step.
    mutating func noteBroken(_ error: StoreError, since stepCount: Int) {
        if request.stepCount > stepCount, request.broken == nil { request.broken = error }
    }

    /// Errors that a single request cannot survive fail its whole batch.
    private mutating func failed(_ error: EngineError) -> StoreError {
        switch error {
        case .keyTooLong, .valueTooLarge, .damaged: break
        case .mapFull, .ended, .engine, .outcomeUnknown: fatal = error
        }
        return .engine(error)
    }

    /// Takes back everything that the request has done.
    mutating func undoRequest() throws(EngineError) {
        while let (key, old) = journal.popLast() {
            if let old {
                try transaction.put(key.rawSpan, old.rawSpan)
            } else {
                try transaction.delete(key.rawSpan)
            }
        }
        if let before = request.countersBefore { counters = before }
        request = Request()
    }

    /// Opens a request.
    mutating func beginRequest(at now: Timestamp) {
        journal.removeAll()
        self.now = max(now, counters.lastChangeAt)
        request = Request()
        request.countersBefore = counters
    }
}
