internal import Engine
internal import Records
internal import SchoolServices
internal import Storage

/// Whom notifications of the store go to, as far as it decides what they may hear of.
///
/// A copy of what the session was when it subscribed: notifications are made beside the loops, where no
/// session may be looked at. A session that becomes somebody else's loses its subscriptions.
struct Viewer: Sendable {
    /// Who it was; nobody hears nothing.
    private let caller: Caller?
    private let clock: HouseClock
    private let rules: HouseRules

    init(_ guest: Guest) {
        caller = guest.caller
        clock = guest.desk.clock
        rules = guest.desk.rules
    }

    /// Whether nothing is hidden from it.
    var isService: Bool { caller?.kind == .service }

    /// Decides what it may hear of now.
    var judge: Judge? {
        guard let caller else { return nil }
        return Judge(caller, settings: rules.policy, today: clock.now.day, now: clock.now)
    }
}

/// Whether somebody may hear of a change of a row: the one door of all notifications of the store.
func isVisible<View: Snapshot & ~Copyable>(
    _ change: ChangedRow,
    to viewer: Viewer,
    in view: borrowing View
) throws(ServiceError) -> Bool {
    if viewer.isService { return true }
    return try viewer.judge?.sees(change.name, in: view) == true
}
