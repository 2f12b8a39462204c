internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    /// What there is, by our names and by those of other systems.
    var adminSchema: Method<Guest> {
        reading(.adminSchema) { _, parameters, output throws(RPCError) in
            let only = try parameters.outlineIfPresent("entity")
            output.append("{\"entities\":[")
            for outline in EntityOutline.all where outline.name == only?.name ?? outline.name {
                output.append(outline)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]}")
        }
    }
}

extension Parameters {
    /// An entity, by our name or by that of another system.
    fileprivate func outlineIfPresent(_ name: StaticString) throws(RPCError) -> EntityOutline? {
        guard let text = try stringIfPresent(name) else { return nil }
        let wanted = text.lowercased()
        let outline = EntityOutline.all.first { outline in
            let aliases = ForeignNames.tables[outline.name] ?? []
            return outline.name.lowercased() == wanted || aliases.contains(wanted)
        }
        if let outline { return outline }
        let names = EntityOutline.all.map(\.name) + ForeignNames.tables.values.joined().sorted()
        let meant = Nearest.name(to: text, among: names)
        throw invalid(name, "unknown", hint: meant.map { "did you mean \"\($0)\"?" })
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ outline: EntityOutline) {
        append("{")
        member("name", outline.name)
        member("number", Int(outline.table.number))
        append("\"aliases\":")
        append(texts: ForeignNames.tables[outline.name] ?? [])
        append(",")
        member("owner", outline.owner)
        append("\"fields\":[")
        for field in outline.fields { append(field, of: outline.name) }
        removeTrailingComma()
        append("],\"indexes\":[")
        appendIndexes(of: outline)
        removeTrailingComma()
        append("],\"references\":[")
        for link in outline.links {
            append("{")
            member("field", link.field)
            member("entity", link.entity)
            member("onDelete", "\(link.onDelete)")
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("],\"counters\":[")
        for counter in outline.counters {
            append("{")
            member("name", counter.name)
            append("\"slots\":")
            append(texts: counter.slots)
            append("},")
        }
        removeTrailingComma()
        append("],\"policy\":")
        append(PolicyOutline(of: outline.name))
        append(",\"hooks\":[")
        for hook in SchoolHook.hooks(of: outline) { append(hook) }
        removeTrailingComma()
        append("]}")
    }

    private mutating func append(_ field: EntityOutline.Field, of entity: String) {
        append("{")
        member("name", field.name)
        member("type", field.type)
        append(field.isNullable ? "\"nullable\":true," : "\"nullable\":false,")
        append(field.isHidden ? "\"hidden\":true," : "\"hidden\":false,")
        append("\"aliases\":")
        append(texts: ForeignNames.fields["\(entity).\(field.name)"] ?? [])
        append(",\"values\":")
        append(texts: field.values)
        append("},")
    }

    /// Our indexes; then those of other systems that are served by the rows' own keys, or as filters.
    private mutating func appendIndexes(of outline: EntityOutline) {
        let foreign = ForeignNames.indexes.filter { $0.entity == outline.name }
        for index in outline.indexes {
            let aliases = foreign.filter { $0.index == index.name && !$0.isFilter }.map(\.name)
            appendIndex(index.name, index.isUnique, "index", aliases)
        }
        let key = foreign.filter { $0.index == nil && !$0.isFilter }.map(\.name)
        appendIndex("\(outline.name).key", true, "key", key)
        for index in foreign where index.isFilter {
            appendIndex(index.expected, false, "filter", [index.name])
        }
    }

    private mutating func appendIndex(
        _ name: String,
        _ isUnique: Bool,
        _ kind: String,
        _ aliases: [String]
    ) {
        append("{")
        member("name", name)
        append(isUnique ? "\"unique\":true," : "\"unique\":false,")
        member("kind", kind)
        append("\"aliases\":")
        append(texts: aliases)
        append("},")
    }

    private mutating func append(_ policy: PolicyOutline) {
        append("{\"rule\":")
        if let rule = policy.rule { append(text: rule) } else { append("null") }
        for (verb, kinds) in policy.cells {
            append(",")
            append(text: "\(verb)")
            append(":")
            append(texts: kinds.map { "\($0)" })
        }
        append("}")
    }

    private mutating func append(_ hook: SchoolHook) {
        append("{")
        member("name", hook.name)
        append("\"aliases\":")
        append(texts: hook.aliases)
        append(",")
        member("event", hook.event)
        member("does", hook.does)
        removeTrailingComma()
        append("},")
    }
}
