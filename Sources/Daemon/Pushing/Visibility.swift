internal import Engine
internal import SchoolServices
internal import Storage

/// Whom notifications of the store go to, as far as it decides what they may hear of.
///
/// A copy of what the session was when it subscribed: notifications are made beside the loops, where no
/// session may be looked at. A session that becomes somebody else's loses its subscriptions.
struct Viewer: Sendable {
    /// Whether it is a service session.
    let isService: Bool

    init(_ guest: Guest) { isService = guest.caller?.kind == .service }
}

/// Whether somebody may hear of a change of a row: the one door of all notifications of the store.
func isVisible<View: Snapshot & ~Copyable>(
    _ change: ChangedRow,
    to viewer: Viewer,
    in view: borrowing View
) throws(ServiceError) -> Bool {
    viewer.isService
}
