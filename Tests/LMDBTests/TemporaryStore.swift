import LMDB
import TestSupport

/// A store in a folder that is removed with it.
final class TemporaryStore: Sendable {
    let engine: LMDBEngine
    private let folder = TemporaryFolder()

    init(_ options: LMDBEngine.Options = LMDBEngine.Options()) {
        do {
            engine = try LMDBEngine(opening: folder.path("store"), options: options)
        } catch {
            fatalError("\(error)")
        }
    }
}
