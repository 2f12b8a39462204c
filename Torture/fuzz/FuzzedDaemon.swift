import Client
import Daemon
import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage
import Threads
import Transport

/// A daemon with the demo school, in this process.
final class FuzzedDaemon {
    let socket: String
    private let folder = temporaryFolder()
    private let house: House
    private let server: Server
    private let thread: WorkerThread

    init() throws {
        house = try House(data: folder + "/store", clock: HouseClock(standingAt: Day(20_741)))
        try house.store.run(
            MakeDemoSchool(today: Day(20_741)),
            as: Context(collator: house.collator)
        )
        var options = ServerOptions()
        options.stopsOnSignals = false
        options.loopCount = 2
        let server = Server(SchoolService(house), options: options)
        self.server = server
        socket = folder + "/lmsd.sock"
        let listener = try Listener(path: socket)
        // A client that comes before the loops waits in the listener's queue.
        thread = WorkerThread { server.run(listeners: [listener]) }
    }

    /// Stops, and says what is wrong with what is stored.
    func stop() -> [String] {
        server.stop()
        thread.join()
        defer { removeFolder(folder) }
        var findings: [String] = []
        if server.connectionCount != 0 { findings.append("\(server.connectionCount) connections") }
        if server.unsentBytes != 0 { findings.append("\(server.unsentBytes) unsent bytes") }
        do throws(StoreError) {
            let report = try house.store.verify(SchoolSchema.self)
            findings += report.findings.map { "\($0)" }
        } catch { findings.append("\(error)") }
        house.close()
        return findings
    }
}
