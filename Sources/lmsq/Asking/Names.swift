import Client
import Terminal

/// The names of a command line, and the ids that the daemon knows for them.
///
/// What needs ids is built twice: the first time tells which names there are, the second has the ids.
final class Names {
    private struct Name: Hashable {
        let entity: String
        let text: String
    }

    private var asked: [Name] = []
    private var ids: [Name: Int64] = [:]

    /// The id of a row, or null as long as the daemon has not been asked.
    func id(of entity: String, called text: String) -> JSON {
        let name = Name(entity: entity, text: text)
        if let id = ids[name] { return .integer(id) }
        if !asked.contains(name) { asked.append(name) }
        return .null
    }

    /// Whether somebody is to be asked.
    var isUnresolved: Bool { asked.contains { ids[$0] == nil } }

    /// Asks the daemon, all at once.
    func resolve(over talk: Talk) throws(Failure) {
        let names = asked.map { name in
            JSON.object([
                .init(name: "entity", value: .text(name.entity)),
                .init(name: "name", value: .text(name.text)),
            ])
        }
        let parameters = JSON.object([.init(name: "names", value: .array(names))])
        let answer = try talk.call("name/resolve", parameters)
        for (name, item) in zip(asked, JSON(answer.json)?["items"]?.elements ?? []) {
            guard let id = item["id"]?.int else { throw failure(name, item, talk.invocation) }
            ids[name] = id
        }
    }

    private func failure(_ name: Name, _ item: JSON, _ invocation: Invocation) -> Failure {
        let several = item["candidates"]?.elements ?? []
        let rows = several.isEmpty ? item["nearest"]?.elements ?? [] : several
        let message =
            several.isEmpty
            ? "there is no \(name.entity) \"\(name.text)\""
            : "\"\(name.text)\" may be any of \(several.count) rows; say which by its id"
        let list = Command.all.first { $0.method == "\(name.entity)/list" }
        let next = rows.first?["id"]?.int.map { invocation.line(replacing: name.text, by: "\($0)") }
        return Failure(
            status: .errorReply,
            message: rows.isEmpty || !several.isEmpty ? message : message + "; the nearest are",
            details: rows.map(Self.line),
            hint: next ?? "lmsq " + (list?.pattern ?? "methods \(name.entity)")
        )
    }

    /// A row in one line.
    private static func line(_ row: JSON) -> String {
        let parts = ["id", "name", "code", "email"].compactMap { row[$0]?.cell }
        return parts.joined(separator: "  ").visible
    }
}
