internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolServices

extension House {
    var nameMethods: [Method<Guest>] { [nameResolve] }

    private var nameResolve: Method<Guest> {
        let house = self
        return reading(.nameResolve) { guest, parameters, output throws(RPCError) in
            let lookups = try parameters.lookups()
            let answers = try guest.desk.read { view throws(ServiceError) -> [Lookup.Answer] in
                var answers: [Lookup.Answer] = []
                for lookup in lookups { answers.append(try lookup.answer(in: view, of: house)) }
                return answers
            }
            output.append("{\"items\":[")
            for (lookup, answer) in zip(lookups, answers) {
                output.append("{")
                output.member("entity", lookup.kind.rawValue)
                output.member("name", lookup.text)
                output.append("\"id\":")
                output.append(answer.only.map { "\($0.id)" } ?? "null")
                output.append(",\"candidates\":")
                output.append(answer.candidates)
                output.append(",\"nearest\":")
                output.append(answer.nearest)
                output.append("},")
            }
            output.removeTrailingComma()
            output.append("]}")
        }
    }
}

extension Parameters {
    private static var mostNames: Int { 100 }

    fileprivate func lookups() throws(RPCError) -> [Lookup] {
        var elements = try elements("names")
        var lookups: [Lookup] = []
        while let element = elements.next() {
            guard lookups.count < Self.mostNames else {
                throw invalid("names", "range", hint: "at most \(Self.mostNames)")
            }
            let item = try object(
                element,
                at: lookups.count,
                of: "names",
                fields: ["entity", "name"]
            )
            guard let kind = Lookup.Kind(rawValue: try item.string("entity")) else {
                let names = MethodMessage.nameableEntities.joined(separator: ", ")
                throw item.invalid("entity", "notOneOf", hint: "one of \(names)")
            }
            lookups.append(Lookup(kind: kind, text: try item.string("name")))
        }
        return lookups
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ text: String) { append([UInt8](text.utf8).rawSpan) }

    fileprivate mutating func append(_ rows: [Lookup.Hit]) {
        append("[")
        for row in rows {
            append("{")
            member("id", Int(row.id))
            member("name", row.name)
            for (name, text) in [("code", row.code), ("email", row.email)] {
                append("\"\(name)\":")
                if let text { append(text: text) } else { append("null") }
                append(",")
            }
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("]")
    }
}
