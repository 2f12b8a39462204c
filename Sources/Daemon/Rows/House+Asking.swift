internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices

extension House {
    /// Who has logged in; nobody in a service session.
    func person(_ guest: Guest) -> ID<User>? { context(for: guest).performer }

    /// Whether the session sees what students must not: right answers and hidden cases.
    func audience(of guest: Guest) -> Audience {
        switch context(for: guest).caller.kind {
        case .service, .admin, .teacher: .staff
        case .student, .parent: .student
        }
    }

    /// The person whom a request names, else who asks; a service session must name one.
    func person(
        _ named: Named<User>?,
        _ guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> User {
        if let user = try guest.ownerIfNamed(named, in: view) { return user }
        return try guest.owner(.id(Self.orMe(nil, person(guest), "userId")), in: view)
    }

    /// The person who is named, else who asks; a service session must name one.
    static func orMe(
        _ id: ID<User>?,
        _ me: ID<User>?,
        _ field: String
    ) throws(ServiceError) -> ID<User> {
        guard let id = id ?? me else { throw .invalidParams(path: field, reason: "missing") }
        return id
    }

    /// The student whom a request names, else who asks, if that is a student.
    func student(
        _ named: Named<User>?,
        _ guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> User {
        if let user = try guest.ownerIfNamed(named, in: view) { return user }
        return try guest.owner(.id(Self.student(nil, context(for: guest))), in: view)
    }

    /// The name of the student whom a request is about: who asks, if it names none.
    func student(
        _ parameters: borrowing Parameters,
        _ guest: Guest
    ) throws(RPCError) -> Named<User> {
        if let named = try parameters.nameIfPresent("studentId", of: User.self) { return named }
        do throws(ServiceError) {
            return .id(try Self.student(nil, context(for: guest)))
        } catch { throw RPCError(error) }
    }

    /// The student who is named, else who asks: all but students must name one.
    static func student(
        _ id: ID<User>?,
        _ context: Context
    ) throws(ServiceError) -> ID<User> {
        let me = context.caller.kind == .student ? context.performer : nil
        guard let id = id ?? me else {
            throw .invalidParams(path: "studentId", reason: "missing")
        }
        return id
    }
}

extension Parameters {
    /// An amount, as a text with at most two decimals.
    func money(_ name: StaticString) throws(RPCError) -> Money {
        guard let money = try moneyIfPresent(name) else { throw invalid(name, "missing") }
        return money
    }

    /// An amount, or nil if it is not given.
    func moneyIfPresent(_ name: StaticString) throws(RPCError) -> Money? {
        guard let text = try stringIfPresent(name) else { return nil }
        guard let money = Money(text) else { throw invalid(name, "decimal", hint: "as \"12.50\"") }
        return money
    }

    /// An object, as text; empty if it is not given.
    func metadata(_ name: StaticString = "metadata") throws(RPCError) -> JSONText {
        guard let value = value(name), value.kind != .null else { return .empty }
        guard value.kind == .object else { throw invalid(name, "wrongType") }
        var output = OutputBuffer(capacity: 256)
        output.append(value)
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }

    /// Texts or numbers by the numbers of questions, or nil if they are not given.
    func answersIfPresent(_ name: StaticString) throws(RPCError) -> AnswerMap? {
        guard let value = value(name), value.kind != .null else { return nil }
        guard value.kind == .object else { throw invalid(name, "wrongType") }
        var map = AnswerMap()
        var members = value.children
        while let key = members.next()?.text, let member = members.next() {
            let text = String(decoding: [UInt8](copying: key), as: UTF8.self)
            guard let question = Int(text) else {
                throw invalid(name, "question", hint: "the number of a question")
            }
            if let answer = member.text {
                map.answers[question] = String(decoding: [UInt8](copying: answer), as: UTF8.self)
            } else if let number = member.integer {
                map.answers[question] = String(number)
            } else {
                throw invalid(name, "wrongType", hint: "texts")
            }
        }
        return map
    }
}

extension OutputBuffer {
    /// The last member of an object that is open, and its end: a decimal number.
    mutating func closeObject(_ name: StaticString, _ money: Money) {
        append("\"")
        append(name)
        append("\":")
        append(value: money)
        append("}")
    }

    /// A value as a field has it.
    mutating func append<V: FieldValue>(value: V) {
        var json = writer(atMost: value.jsonByteBound)
        value.writeJSON(to: &json)
    }

    /// Rows as the only member of an object.
    mutating func append<Row: Record>(_ name: StaticString, rows: [Row]) {
        append("{\"")
        append(name)
        append("\":")
        append(rows: rows)
        append("}")
    }

    /// Opens an object that is closed already, to add members to it.
    mutating func reopenObject() {
        truncate(to: byteCount - 1)
        append(",")
    }
}
