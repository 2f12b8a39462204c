internal import Threads

/// The collator of a store, which may become another one while requests wait for their turn.
public final class SharedCollator: Sendable {
    private let collator: Locked<Collator>
    private let moves = Locked(false)

    /// Begins with a collator.
    public init(_ collator: Collator) { self.collator = Locked(collator) }

    /// What texts are folded and sorted by now.
    public var current: Collator { collator.value }

    /// Whether it may have become another one: only then a store's header has to be asked for it.
    public var mayMove: Bool {
        get { moves.value }
        set { moves.value = newValue }
    }

    /// Becomes the collator that a store's header names; stays what it is where ICU has no such one.
    public func follow(_ version: String) {
        guard version != current.version,
            let other = try? Collator(locale: Collator.locale(of: version)),
            other.version == version
        else { return }
        collator.value = other
    }
}
