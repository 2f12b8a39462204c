internal import JSONRPC
internal import Threads

/// The exports of which not all pages have been asked for.
final class ExportShelf: @unchecked Sendable {
    static let maximum = 8
    /// Nobody waits longer between two pages.
    static let patience = Duration.seconds(600)

    private struct Place {
        let text: ExportText
        let owner: String
        var touchedAt: ContinuousClock.Instant
    }

    private let lock = Lock()
    // Guarded by `lock`.
    private var lastID = 0
    private var places: [Int: Place] = [:]

    /// Keeps an export for whoever asked for it; refused while too many are kept.
    func add(_ text: ExportText, for owner: String) throws(RPCError) -> Int {
        let id: Int? = lock.withLock {
            forgetOld()
            guard places.count < Self.maximum else { return nil }
            lastID += 1
            places[lastID] = Place(text: text, owner: owner, touchedAt: .now)
            return lastID
        }
        guard let id else { throw RPCError(.busy, "too many exports are open") }
        return id
    }

    /// An export, for nobody else.
    func text(_ id: Int, for owner: String) -> ExportText? {
        lock.withLock {
            forgetOld()
            guard places[id]?.owner == owner else { return nil }
            places[id]?.touchedAt = .now
            return places[id]?.text
        }
    }

    /// Forgets an export whose last page has been asked for.
    func remove(_ id: Int) { lock.withLock { _ = places.removeValue(forKey: id) } }

    private func forgetOld() {
        let now = ContinuousClock.now
        places = places.filter { now - $0.value.touchedAt < Self.patience }
    }
}
