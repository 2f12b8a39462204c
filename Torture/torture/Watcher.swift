import Engine
import Oracle
import Threads

/// Verifies one snapshot while the writer goes on: whatever a reader sees is whole.
final class Watcher: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var findings: [String] = []
    // Touched by the owner alone.
    private var thread: WorkerThread?

    /// Begins at once, on a thread of its own.
    init(of school: OpenSchool) {
        thread = WorkerThread { [self] in
            let found = school.findings()
            lock.withLock { findings = found }
        }
    }

    /// Waits for the end; returns what was found.
    func finish() -> [String] {
        thread?.join()
        thread = nil
        return lock.withLock { findings }
    }
}
