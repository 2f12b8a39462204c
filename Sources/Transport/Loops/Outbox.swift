internal import Records
internal import Synchronization

/// The replies of one connection that its socket has not taken yet.
struct Outbox: ~Copyable {
    private let pipe: Pipe
    private let fleet: Fleet
    /// Being written by libuv: nobody touches it until `didWrite`.
    private var writing = OutputBuffer(capacity: 0)
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

    var unsentBytes: Int { writing.byteCount + queued.byteCount }

    /// Whether the client must read before it is listened to.
    var isFull: Bool {
        let unsent = unsentBytes
        return unsent > 0 && (unsent > fleet.options.unsentBytes || fleet.isOverloaded)
    }

    /// Whether so much has been read that it is listened to again; less than full, so that it is not
    /// stopped again at once.
    var hasRoom: Bool { unsentBytes <= fleet.options.unsentBytes / 2 }

    /// Sends bytes: at once as far as the socket takes them, the rest as a copy.
    mutating func send(_ bytes: RawSpan) {
        if isDeaf {
            // Nobody reads it.
        } else if writing.byteCount > 0 {
            queued.append(bytes)
        } else if let sent = pipe.tryWrite(bytes) {
            if sent < bytes.byteCount {
                writing.append(bytes.extracting(sent..<bytes.byteCount))
                write()
            }
        } else {
            isDeaf = true
        }
        count()
    }

    /// What was being written is written, or never will be.
    mutating func didWrite(_ status: Int32) {
        writing.removeAll(keeping: 0)
        if status != 0 {
            isDeaf = true
            queued.removeAll(keeping: 0)
        } else if queued.byteCount > 0 {
            swap(&writing, &queued)
            write()
        }
        count()
    }

    /// Sends nothing more.
    mutating func giveUp() { isDeaf = true }

    /// Takes this connection out of the fleet's sum.
    mutating func close() {
        fleet.unsentBytes.subtract(countedBytes, ordering: .relaxed)
        countedBytes = 0
    }

    private mutating func write() {
        if unsafe pipe.write(writing.bytes) { return }
        writing.removeAll(keeping: 0)
        isDeaf = true
    }

    private mutating func count() {
        guard unsentBytes != countedBytes else { return }
        fleet.unsentBytes.add(unsentBytes - countedBytes, ordering: .relaxed)
        countedBytes = unsentBytes
    }
}
