internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Transport

/// A session that wants to hear when modules open.
struct UnlockListener {
    /// What its notifications may do now.
    enum State {
        /// The next one may be sent.
        case ready
        /// Some are on their way to the loop.
        case sending
        /// The client does not read.
        case deaf
    }

    /// A module of a cohort: each is told once, however often its date is moved.
    struct Pair: Hashable {
        let cohort: ID<Cohort>
        let module: ID<Module>
    }

    let connection: ConnectionHandle
    let viewer: Viewer
    /// Cancelled when the session is told nothing more.
    let end = Cancellation()
    /// Where in the order of unlock dates it goes on; nil where that is not known yet.
    var position: [UInt8]?
    var told: Set<Pair> = []
    var state = State.ready

    init(connection: ConnectionHandle, viewer: Viewer, position: [UInt8]?) {
        self.connection = connection
        self.viewer = viewer
        self.position = position
    }

    /// The place behind everything that opens on a day.
    static func behind(_ day: Day) -> [UInt8] {
        KeyRange.suffix { $0.append(day.advanced(by: 1)) }
    }
}

/// What a listener is told at once.
struct UnlockPiece {
    private(set) var listener: UnlockListener
    private let today: Day
    private(set) var messages: [[UInt8]] = []
    /// Where the next piece begins.
    private(set) var position: [UInt8]
    private var byteCount = 0
    /// At so many bytes the rest waits for the next piece.
    private static let enoughBytes = 32 << 10

    init(of listener: UnlockListener, _ today: Day) {
        self.listener = listener
        self.today = today
        position = listener.position ?? UnlockListener.behind(today)
    }

    /// Whether nothing is left to tell of the day.
    var isLast: Bool { position == UnlockListener.behind(today) }

    /// Fills it with what opens to cohorts that the listener sees, and is not closed again or put away.
    mutating func gather(from view: borrowing LMDBReader.View) throws(ServiceError) {
        let index = Through(CohortSchedule.ByUnlockDate.self)
        var range = KeyRange(.scheduledUnlocks)
        range.from = position
        range.below = UnlockListener.behind(today)
        var next = UnlockListener.behind(today)
        try range.forEach(in: view, reversed: false) {
            (suffix, key, content) throws(ServiceError) -> Bool in
            guard byteCount < Self.enoughBytes else {
                next = [UInt8](copying: suffix)
                return false
            }
            var fetched = 0
            let row = try index.row(key: key, content: content, in: view, fetched: &fetched)
            if let row, try isNews(row, in: view) { add(row) }
            return true
        }
        position = next
    }

    private func isNews(
        _ row: CohortSchedule,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Bool {
        let pair = UnlockListener.Pair(cohort: row.cohortID, module: row.moduleID)
        guard row.isUnlocked(on: today), !listener.told.contains(pair) else { return false }
        let cohort: Cohort = try view.stored(row.cohortID)
        guard cohort.status != .archived else { return false }
        return try view.isVisible(row)
    }

    private mutating func add(_ row: CohortSchedule) {
        listener.told.insert(.init(cohort: row.cohortID, module: row.moduleID))
        let message = [UInt8].notification(.scheduleDidUnlock) { output in
            output.member("cohortId", Int(row.cohortID.rawValue))
            output.member("courseId", Int(row.courseID.rawValue))
            output.member("moduleId", Int(row.moduleID.rawValue))
            output.member("title", row.title)
            output.member("orderIndex", row.orderIndex)
            output.member("unlockDate", row.unlockDate.text)
            output.append("\"lockDate\":")
            output.append(value: row.lockDate)
            output.append(",")
        }
        messages.append(message)
        byteCount += message.count
    }
}
