internal import JSONRPC
internal import Records
internal import SchoolAPI

extension House {
    /// Answers one of `methods`, and tells which entries and rows it looked at instead of the answer.
    func explaining(_ methods: [Method<Guest>]) -> Method<Guest> {
        reading(.adminExplain) { guest, parameters, output throws(RPCError) in
            let name = try parameters.text("method")
            guard let method = methods.first(where: { name.isEqual(to: $0.name) }) else {
                let text = String(decoding: [UInt8](copying: name), as: UTF8.self)
                let near = Nearest.name(to: text, among: methods.map { "\($0.name)" })
                throw parameters.invalid(
                    "method",
                    "unknown",
                    hint: near.map { "did you mean \"\($0)\"?" }
                )
            }
            var inner = try parameters.parameters("params", fields: method.parameterNames)
            guest.desk.trace = ListTrace()
            defer { guest.desk.trace = nil }
            var answer = OutputBuffer()
            let start = ContinuousClock().now
            let isAnswered = try method.answer(guest, &inner, &answer)
            let time = ContinuousClock().now - start
            guard isAnswered, let trace = guest.desk.trace, !trace.index.isEmpty else {
                throw parameters.invalid("method", "notExplained", hint: "a list or a get")
            }
            output.append("{")
            output.member("index", trace.index)
            output.member("entriesVisited", trace.entriesVisited)
            output.member("rowsFetched", trace.rowsFetched)
            if trace.ranges > 1 { output.member("ranges", trace.ranges) }
            output.member("microseconds", Int(time / .microseconds(1)))
            if !trace.filters.isEmpty {
                output.append("\"filters\":")
                output.append(texts: trace.filters)
                output.append(",")
            }
            if trace.isGathered { output.append("\"gathered\":true") }
            output.removeTrailingComma()
            output.append("}")
        }
    }
}
