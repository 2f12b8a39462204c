import Client
import Testing
import Threads

@Suite("Seats")
struct SeatTests {
    /// How often students run for the seats of a cohort.
    private static let repetitions = 200

    @Test(
        "INV-17: of n students at once on k free seats exactly k succeed, the others are told why not"
    )
    func race() throws {
        let daemon = try TestDaemon()
        let service = try daemon.connect()
        let students = Array(Int64(2)...13)
        let runners = try students.map { Runner(try daemon.connect(), student: $0) }
        for turn in 0..<Self.repetitions {
            let seats = 1 + turn % (students.count - 1)
            let cohort = try service.result(
                "cohort/create",
                """
                {"courseId":1,"name":"Yarış \(turn)","startDate":"2026-10-01","maxStudents":\(seats)}
                """
            )
            let id = try #require(cohort["id"]?.int)
            let threads = runners.map { runner in WorkerThread { runner.run(for: id) } }
            for thread in threads { thread.join() }
            let answers = runners.map(\.answer)
            let refusals = answers.compactMap { $0["data"] }
            #expect(answers.count - refusals.count == seats, "turn \(turn)")
            for refusal in refusals {
                #expect(refusal["kind"]?.string == "cohortFull")
                #expect(refusal["max"]?.int == Int64(seats))
                #expect(refusal["taken"]?.int == Int64(seats))
            }
            let roster = try service.result("cohort/roster", "{\"cohortId\":\(id)}")
            #expect(roster["items"]?.elements?.count == seats)
        }
        try daemon.stop()
    }
}

/// A student with a connection of their own.
private final class Runner: @unchecked Sendable {
    private let connection: Connection
    private let student: Int64
    // Written by one thread, read when that has ended.
    private(set) var answer = JSON.null

    init(_ connection: Connection, student: Int64) {
        self.connection = connection
        self.student = student
    }

    func run(for cohort: Int64) {
        let parameters = "{\"cohortId\":\(cohort),\"studentId\":\(student)}"
        let reply = try? connection.call("cohort/enroll", [UInt8](parameters.utf8))
        answer = reply.flatMap { JSON($0.json) } ?? .null
    }
}
