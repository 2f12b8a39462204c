import Client
import Glibc
import SchoolAPI

/// Calls any method.
struct CallCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run(_ words: [String]) throws(Failure) {
        guard let method = words.first else {
            throw .usage("call needs a method", hint: "lmsq methods")
        }
        var paging = Paging()
        var given = Array(words.dropFirst())
        let isText = given.count == 1 && (given[0] == "-" || "{[".contains(given[0].prefix(1)))
        for (name, word) in invocation.flags {
            if name == "all" { paging.isWhole = true } else { given.append("\(name)=\(word)") }
        }
        if given.count == 1, isText {
            let text = given[0] == "-" ? try Self.standardInput() : [UInt8](given[0].utf8)
            let isBlank = text.allSatisfy { $0 <= 0x20 }
            guard isBlank || JSON(text) != nil else {
                throw .usage("the parameters are no JSON", hint: "lmsq help \(method)")
            }
            return try show(try Talk(invocation).call(method, isBlank ? [] : text), method)
        }
        guard !isText else { throw .usage("JSON is given alone", hint: "lmsq help \(method)") }
        let settings = try given.map { word throws(Failure) in try Setting(word, of: method) }
        try call(method, settings, paging)
    }

    private func call(
        _ method: String,
        _ settings: [Setting],
        _ paging: Paging
    ) throws(Failure) {
        // What is known without a daemon is refused without one.
        var known = MethodMessage.all.first { "\($0.name)" == method }
            .map { message in message.parameters.map { Field($0, of: method) } }
        if let known { _ = try Setting.members(settings, known, method, Names()) }
        let talk = try Talk(invocation)
        if known == nil, !settings.isEmpty {
            known = try Catalogue(asking: talk).fields(of: method)
        }
        let fields = known
        let members = try talk.resolving { names throws(Failure) -> [JSON.Member] in
            try Setting.members(settings, fields, method, names)
        }
        guard paging.isWhole else {
            let bytes = members.isEmpty ? [] : [UInt8](JSON.object(members).line.utf8)
            return try show(talk.call(method, bytes), method)
        }
        var printer = Printer(invocation.options.format, result: result(of: method))
        var paging = paging
        paging.limit = members.first { $0.name == "limit" }?.value.int.map(Int.init)
        try Lister(
            talk: talk,
            method: method,
            members: members.filter { $0.name != "limit" },
            paging: paging,
            pageRows: 500
        ).run(&printer)
    }

    private func show(_ reply: Reply, _ method: String) throws(Failure) {
        var printer = Printer(invocation.options.format, result: result(of: method))
        try printer.show(reply)
    }

    private func result(of method: String) -> Shape? {
        MethodMessage.all.first { "\($0.name)" == method }?.result
    }

    private static func standardInput() throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe read(0, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .usage("standard input cannot be read") }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}

/// `key=value`, `a.b=value` or `key:=JSON`.
struct Setting {
    let path: [Substring]
    let word: String
    let isJSON: Bool

    init(_ text: String, of method: String) throws(Failure) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw .usage("\(text) is not key=value", hint: "lmsq help \(method)")
        }
        var key = text[..<equals]
        word = String(text[text.index(after: equals)...])
        isJSON = key.last == ":"
        if isJSON { key.removeLast() }
        path = key.split(separator: ".", omittingEmptySubsequences: false)
        guard !path.contains("") else {
            throw .usage("\(text) is not key=value", hint: "lmsq help \(method)")
        }
    }

    private var name: String { path.joined(separator: ".") }

    /// All settings as one object; without fields every word is what it looks like.
    static func members(
        _ settings: [Setting],
        _ fields: [Field]?,
        _ method: String,
        _ names: Names
    ) throws(Failure) -> [JSON.Member] {
        var members: [JSON.Member] = []
        for setting in settings {
            let value = try setting.value(fields, method, names)
            guard place(value, at: setting.path[...], in: &members) else {
                throw .usage("\(setting.name) is given twice", hint: "lmsq help \(method)")
            }
        }
        return members
    }

    private func value(
        _ fields: [Field]?,
        _ method: String,
        _ names: Names
    ) throws(Failure) -> JSON {
        if isJSON { return try Form.json(word, name) }
        guard let fields else { return try Form.any.value(word, at: name, names) }
        guard let field = fields.first(where: { $0.name == path[0] }) else {
            throw .unknown(
                "parameter of \(method):",
                String(path[0]),
                among: fields.map(\.name),
                hint: { "\($0)=...; lmsq help \(method)" },
                otherwise: "lmsq help \(method)"
            )
        }
        // What the description does not know is for the daemon to refuse.
        let form = field.form.member(path.dropFirst()) ?? .any
        return try form.value(word, at: name, names)
    }

    /// Puts a value where its path leads; false where one is already.
    private static func place(
        _ value: JSON,
        at path: ArraySlice<Substring>,
        in members: inout [JSON.Member]
    ) -> Bool {
        guard let first = path.first else { return false }
        let name = String(first)
        let index = members.firstIndex { $0.name == name }
        guard path.count > 1 else {
            guard index == nil else { return false }
            members.append(.init(name: name, value: value))
            return true
        }
        var inner: [JSON.Member] = []
        if let index {
            guard case .object(let there) = members[index].value else { return false }
            inner = there
        }
        guard place(value, at: path.dropFirst(), in: &inner) else { return false }
        let member = JSON.Member(name: name, value: .object(inner))
        if let index { members[index] = member } else { members.append(member) }
        return true
    }
}
