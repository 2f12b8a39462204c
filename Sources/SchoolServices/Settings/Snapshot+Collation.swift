internal import Collation
public import Engine
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// Has a context fold and sort as this store does, where that may have changed.
    public borrowing func followCollation(of context: Context) {
        guard context.collation.mayMove, let header = try? storeHeader() else { return }
        context.collation.follow(header.collation)
    }
}
