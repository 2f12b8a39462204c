import CLoad
import District
import Glibc
import Records

/// The real daemon, with its clock standing still: the district is of one school year.
final class Daemon: Server {
    let name = "lms"
    let socket: String
    let program: Program
    let `protocol` = LOAD_JSON_RPC

    init(data: String, clock: Day, in folder: String, programs: String) throws {
        socket = folder + "/lmsd.sock"
        let path = programs + "/lmsd"
        guard unsafe access(path, X_OK) == 0 else {
            throw Options.Misuse(
                description: "no \(path): swift build -c release --product lmsd makes it"
            )
        }
        let words = [path, "--data", data, "--listen", socket, "--clock", clock.text]
        program = try Program(words, log: folder + "/lmsd.log")
        try waitUntilReady()
    }

    /// A request in the framing of language servers; ids have six digits.
    static func request(_ number: Int, _ method: String, _ params: String) -> [UInt8] {
        let id = 100_000 + number % 900_000
        let body =
            "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(params)}"
        return Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    static func request(
        _ query: DistrictQuery,
        _ number: Int,
        _ question: DistrictQuestion
    ) -> [UInt8] {
        let subject = question.subject
        let (from, through) = (question.from.text, question.through.text)
        switch query {
        case .q1:
            return request(number, "enrollment/listByStudent", "{\"studentId\":\(subject)}")
        case .q1b:
            let params = "{\"courseId\":\(question.course),\"studentId\":\(subject)}"
            return request(number, "enrollment/check", params)
        case .q2:
            let params = "{\"groupId\":\(subject),\"from\":\"\(from)\",\"to\":\"\(through)\"}"
            return request(number, "attendance/range", params)
        case .q3:
            let params = "{\"studentId\":\(subject),\"from\":\"\(from)\",\"to\":\"\(through)\"}"
            return request(number, "attendance/range", params)
        case .q4: return request(number, "cohort/roster", "{\"cohortId\":\(subject)}")
        case .q5:
            let params = "{\"cohortId\":\(subject),\"on\":\"\(from)\"}"
            return request(number, "schedule/status", params)
        case .q5b:
            let params = "{\"studentId\":\(subject),\"on\":\"\(from)\"}"
            return request(number, "schedule/unlocked", params)
        }
    }

    static func request(_ number: Int, _ sheet: DistrictSheet) -> [UInt8] {
        let items = sheet.marks.map { mark in
            "{\"studentId\":\(mark.student),\"date\":\"\(sheet.day.text)\",\"status\":\"\(mark.status)\"}"
        }
        let params = "{\"groupId\":\(sheet.group),\"items\":[\(items.joined(separator: ","))]}"
        return request(number, "attendance/bulkSet", params)
    }

    static func request(_ number: Int, _ enroll: DistrictEnroll) -> [UInt8] {
        let params = "{\"cohortId\":\(enroll.cohort),\"studentId\":\(enroll.student)}"
        return request(number, "cohort/enroll", params)
    }

    /// The result in a reply, or nil for an error.
    static func result(of reply: [UInt8]) -> [UInt8]? {
        guard let start = reply.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        let body = reply[start...]
        let head = Array("{\"jsonrpc\":\"2.0\",\"id\":100000,\"result\":".utf8).count
        guard body.count > head, body[start + head - 3] == UInt8(ascii: "t") else { return nil }
        return Array(body.dropFirst(head).dropLast())
    }
}

extension Day {
    /// As RFC 3339 writes it.
    var text: String {
        let date = CivilDate(self)
        func two(_ number: UInt32) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "\(date.year)-\(two(date.month))-\(two(date.dayOfMonth))"
    }
}
