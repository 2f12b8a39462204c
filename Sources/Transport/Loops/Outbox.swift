internal import Records
internal import Synchronization

/// The replies of one connection that its socket has not taken yet.
struct Outbox: ~Copyable {
    private let pipe: Pipe
    private let fleet: Fleet
    /// Waits for room in the socket, but for what is written of it.
    private var writing = OutputBuffer(capacity: 0)
    private var writtenBytes = 0
    /// What comes behind it.
    private var queued = OutputBuffer(capacity: 0)
    /// What is counted for this connection in the fleet's sum.
    private var countedBytes = 0
    /// Whether the client is gone: what it has sent is still done, but nobody is told.
    private(set) var isDeaf = false

    init(_ pipe: Pipe, _ fleet: Fleet) {
        self.pipe = pipe
        self.fleet = fleet
    }

    /// With those of a piece that is written in part: they take up memory still.
    var unsentBytes: Int { writing.byteCount + queued.byteCount }

    /// Whether the client must read before it is listened to.
    var isFull: Bool {
        let unsent = unsentBytes
        return unsent > 0 && (unsent > fleet.options.fullBytes || fleet.isOverloaded)
    }

    /// Whether something waits until the socket takes it.
    var isWaiting: Bool { writing.byteCount > 0 }

    /// Whether the socket takes bytes, as far as is known.
    var isOpen: Bool { !isWaiting && !isDeaf }

    /// Whether so much has been read that it is listened to again; less than full, so that it is not
    /// stopped again at once.
    var hasRoom: Bool { unsentBytes <= fleet.options.fullBytes / 2 }

    /// Sends bytes: at once as far as the socket takes them, the rest as a copy.
    mutating func send(_ bytes: RawSpan) {
        if isDeaf {
            // Nobody reads it.
        } else if isWaiting {
            queued.append(bytes)
        } else {
            return send(bytes, behind: pipe.tryWrite(bytes))
        }
        count()
    }

    /// Keeps what the socket has not taken of bytes of which it was given all, while nothing waited.
    mutating func send(_ bytes: RawSpan, behind sent: Int?) {
        if let sent {
            if sent < bytes.byteCount {
                writing.append(bytes.extracting(sent..<bytes.byteCount))
            }
        } else {
            isDeaf = true
        }
        count()
    }

    /// Sends what waits, as far as the socket takes it.
    mutating func goOn() {
        while isWaiting {
            guard let sent = tryRest() else { return giveUp() }
            writtenBytes += sent
            guard writtenBytes == writing.byteCount else { return }
            writtenBytes = 0
            writing.removeAll(keeping: 0)
            swap(&writing, &queued)
            count()
        }
    }

    private func tryRest() -> Int? {
        pipe.tryWrite(writing.bytes.extracting(writtenBytes..<writing.byteCount))
    }

    /// Sends nothing more, and forgets what was unsent.
    mutating func giveUp() {
        isDeaf = true
        writtenBytes = 0
        writing.removeAll(keeping: 0)
        queued.removeAll(keeping: 0)
        count()
    }

    /// Takes this connection out of the fleet's sum.
    mutating func close() {
        fleet.unsentBytes.subtract(countedBytes, ordering: .relaxed)
        countedBytes = 0
    }

    private mutating func count() {
        guard unsentBytes != countedBytes else { return }
        fleet.unsentBytes.add(unsentBytes - countedBytes, ordering: .relaxed)
        countedBytes = unsentBytes
    }
}
