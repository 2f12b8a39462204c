import Client
import Daemon
import Testing

@Suite("Who is logged in")
struct LoginTests {
    let daemon: TestDaemon
    let service: Connection

    init() throws {
        daemon = try TestDaemon()
        service = try daemon.connect()
    }

    /// Makes a person of the demo school with a password.
    @discardableResult
    private func make(
        _ role: String,
        _ email: String,
        password: String = "secret words"
    ) throws -> Int64 {
        let fields = #""role":"\#(role)","email":"\#(email)","fullName":"A B","organizationId":1"#
        let made = try service.result(
            "user/create",
            "{\(fields),\"password\":\"\(password)\"}"
        )
        #expect(made["password"] == nil && made["passwordHash"] == nil)
        #expect(made["mustChangePassword"] == .bool(false))
        return try #require(made["id"]?.int)
    }

    private func logIn(
        _ email: String,
        _ password: String = "secret words",
        over connection: Connection
    ) throws -> JSON {
        try connection.result(
            "session/login",
            "{\"email\":\"\(email)\",\"password\":\"\(password)\"}"
        )
    }

    private func kind(_ error: JSON) -> String? { error["data"]?["kind"]?.string }

    // S4-38
    @Test("A login makes the session a user's, who may do only that, and a logout a service's")
    func login() throws {
        try make("teacher", "t@x.az")
        let session = try daemon.connect()
        #expect(try session.result("session/me")["kind"]?.string == "service")
        let login = try logIn(" T@X.az ", over: session)
        #expect(login["role"]?.string == "teacher")
        #expect(login["mustChangePassword"] == .bool(false))
        #expect(login["user"]?["lastLogin"]?.string == "2026-10-15T12:00:00.000Z")
        let me = try session.result("session/me")
        #expect(me["kind"]?.string == "teacher")
        #expect(me["user"] == login["user"])
        #expect(me["organization"]?["id"]?.int == 1)
        #expect(me["profile"] != .null)
        let rights = try #require(me["rights"]?.elements).compactMap(\.string)
        #expect(rights.contains("session/logout") && !rights.contains("admin/stop"))
        for method in ["admin/verify", "admin/stop", "server/stats", "setting/get"] {
            #expect(kind(try session.error(method)) == "forbidden", "\(method)")
        }
        for method in ["ping", "server/health", "server/version", "rpc.discover"] {
            _ = try session.result(method)
        }
        #expect(try session.result("session/logout") == .null)
        #expect(try session.result("session/me")["kind"]?.string == "service")
        _ = try session.result("cohort/list")
    }

    // INV-47
    @Test("A wrong password, an unknown address and a closed login are answered alike")
    func refusals() throws {
        let teacher = try make("teacher", "t@x.az")
        let session = try daemon.connect()
        let attempts = [("t@x.az", "secret word"), ("u@x.az", "secret words"), ("t@x.az", "")]
        var errors: [JSON] = []
        for (email, password) in attempts {
            let params = "{\"email\":\"\(email)\",\"password\":\"\(password)\"}"
            errors.append(try session.error("session/login", params))
        }
        #expect(errors.allSatisfy { $0 == errors[0] })
        #expect(kind(errors[0]) == "badCredentials")
        try daemon.deactivate(teacher)
        let params = #"{"email":"t@x.az","password":"secret words"}"#
        #expect(try session.error("session/login", params) == errors[0])
        #expect(try session.result("session/me")["kind"]?.string == "service")
    }

    @Test("After five bad logins an address has to wait, others have not")
    func rateLimit() throws {
        try make("teacher", "t@x.az")
        try make("teacher", "u@x.az")
        let wrong = #"{"email":"T@x.az","password":"wrong words"}"#
        // From several sessions at once: they count together.
        for _ in 0..<5 {
            let session = try daemon.connect()
            #expect(kind(try session.error("session/login", wrong)) == "badCredentials")
        }
        let session = try daemon.connect()
        let right = #"{"email":"t@x.az","password":"secret words"}"#
        let error = try session.error("session/login", right)
        #expect(kind(error) == "rateLimited")
        #expect(error["data"]?["retryable"] == .bool(true))
        _ = try logIn("u@x.az", over: session)
    }

    @Test("What comes behind a login is asked by the user")
    func order() throws {
        try make("teacher", "t@x.az")
        let client = try RawClient(daemon.path)
        let login = #"{"email":"t@x.az","password":"secret words"}"#
        let lines = [("session/login", login), ("session/me", "{}"), ("cohort/list", "{}")]
        var text = ""
        for (id, (method, params)) in lines.enumerated() {
            let request = #""id":\#(id),"method":"\#(method)","params":\#(params)"#
            text += "{\"jsonrpc\":\"2.0\",\(request)}\n"
        }
        client.send(text)
        client.stopSending()
        let replies = client.rest().split(separator: "\n")
        try #require(replies.count == 3)
        #expect(replies[1].contains("\"kind\":\"teacher\""))
        #expect(replies[2].contains("\"items\":[]"))
    }

    @Test("A user whose password changes, or who is deactivated, loses the other sessions")
    func endings() throws {
        let teacher = try make("teacher", "t@x.az")
        let (first, second) = (try daemon.connect(), try daemon.connect())
        _ = try logIn("t@x.az", over: first)
        _ = try logIn("t@x.az", over: second)
        let wrong = #"{"old":"secret word","new":"other words"}"#
        #expect(kind(try first.error("session/changePassword", wrong)) == "badCredentials")
        let short = #"{"old":"secret words","new":"1234567"}"#
        #expect(kind(try first.error("session/changePassword", short)) == "invalidParams")
        let change = #"{"old":"secret words","new":"other words"}"#
        #expect(try first.result("session/changePassword", change)["ok"] == .bool(true))
        #expect(try first.result("session/me")["kind"]?.string == "teacher")
        // It is nobody's now, and above all no service's.
        for _ in 0..<2 {
            #expect(kind(try second.error("session/me")) == "notLoggedIn")
            #expect(kind(try second.error("cohort/list")) == "notLoggedIn")
        }
        _ = try second.result("ping")
        _ = try logIn("t@x.az", "other words", over: second)
        try daemon.deactivate(teacher)
        #expect(kind(try second.error("session/me")) == "notLoggedIn")
        #expect(try second.result("session/logout") == .null)
        #expect(try second.result("session/me")["kind"]?.string == "service")
    }

    // INV-47
    @Test("A generated password is told once, and has to be changed")
    func generated() throws {
        let made = try service.result(
            "student/create",
            #"{"email":"s@x.az","name":"Ə B","organizationId":1}"#
        )
        let password = try #require(made["password"]?.string)
        #expect(made["mustChangePassword"] == .bool(true))
        let session = try daemon.connect()
        let login = try logIn("s@x.az", password, over: session)
        #expect(login["mustChangePassword"] == .bool(true))
        #expect(login["user"]?["password"] == nil)
        let change = #"{"old":"\#(password)","new":"ən gizli söz"}"#
        _ = try session.result("session/changePassword", change)
        #expect(try session.result("session/me")["user"]?["mustChangePassword"] == .bool(false))
        for length in [7, 129] {
            let text = String(repeating: "ə", count: length)
            let params = #"{"email":"v@x.az","name":"A","password":"\#(text)"}"#
            let error = try service.error("student/create", params)
            #expect(error["data"]?["reason"]?.string == "length")
        }
    }

    // S2-54
    @Test("A service acts as anybody, an administrator as those of the organisation, others do not")
    func actAs() throws {
        let student = try make("student", "s@x.az")
        try make("admin", "a@x.az")
        let session = try daemon.connect()
        let acted = try session.result("session/actAs", "{\"userId\":\(student)}")
        #expect(acted["id"]?.int == student)
        #expect(try session.result("session/me")["kind"]?.string == "student")
        #expect(kind(try session.error("session/actAs", #"{"userId":1}"#)) == "forbidden")
        _ = try session.result("session/logout")
        _ = try logIn("a@x.az", over: session)
        _ = try session.result("session/actAs", "{\"userId\":\(student)}")
        let elsewhere = try service.result(
            "organization/create",
            #"{"name":"Başqa məktəb","slug":"basqa"}"#
        )
        let other = try service.result(
            "user/create",
            "{\"role\":\"student\",\"email\":\"o@x.az\",\"fullName\":\"O\","
                + "\"organizationId\":\(elsewhere["id"]?.int ?? 0)}"
        )
        let stranger = try #require(other["id"]?.int)
        _ = try logIn("a@x.az", over: session)
        let hidden = try session.error("session/actAs", "{\"userId\":\(stranger)}")
        #expect(kind(hidden) == "notFound")
        #expect(try session.result("session/me")["kind"]?.string == "admin")
        let trail = try daemon.trail(of: student)
        #expect(trail.map(\.action).filter { $0 == "acted_as" }.count == 2)
        #expect(Set(trail.map { $0.performer != nil }) == [true, false])
        try daemon.deactivate(student)
        let closed = try session.error("session/actAs", "{\"userId\":\(student)}")
        #expect(kind(closed) == "checkFailed")
        try daemon.stop()
    }
}
