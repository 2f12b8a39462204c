import Engine
import Glibc
import LMDB
import Records
import Storage
import TestSupport
import Testing

@Suite("A commit that fails half-way")
struct FailStopTests {
    @Test("The process stops with its own status, after every caller was told that nobody knows")
    func stops() async {
        await #expect(processExitsWith: .exitCode(74)) {
            signal(SIGXFSZ, SIG_IGN)
            let library = try TemporaryLibrary(verifiesAtEnd: false)
            try library.insert(Author("kept"))
            // The kernel now refuses every page of the next commit.
            var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
            precondition(unsafe setrlimit(__rlimit_resource_t(1), &limit) == 0)
            do throws(StoreError) {
                try library.insert(Author("lost"))
            } catch {
                guard case .engine(.outcomeUnknown) = error else { _exit(1) }
            }
            // The writer's thread ends the process; this one only waits for it.
            while true { pause() }
        }
    }
}
