import Client
import SchoolAPI

// What there is, and whether it is what it should be.
extension Command {
    static let schema = Command(
        "schema",
        calls: .adminSchema,
        example: "schema",
        arranging: { answer in
            (answer["entities"]?.elements ?? []).map { entity in
                .object([
                    .init(name: "entity", value: entity["name"] ?? .null),
                    .init(name: "aliases", value: entity["aliases"]?.joined ?? .null),
                    .init(name: "fields", value: entity["fields"]?.size ?? .null),
                    .init(name: "indexes", value: entity["indexes"]?.size ?? .null),
                    .init(name: "hooks", value: entity["hooks"]?.size ?? .null),
                    .init(name: "policy", value: entity["policy"]?["rule"] ?? .null),
                ])
            }
        }
    )

    static let schemaOfEntity = Command(
        "schema ENTITY",
        calls: .adminSchema,
        example: "schema cohortMember",
        arranging: { parts(of: $0["entities"]?.elements?.first ?? .null) }
    )

    static let verify = Command(
        "verify",
        calls: .adminVerify,
        findings: "count",
        example: "verify",
        arranging: { answer in
            let checks = (answer["checks"]?.elements ?? []).map { check in
                line(
                    check["result"],
                    check["kind"],
                    check["name"],
                    check["alias"],
                    check["expected"],
                    check["found"]
                )
            }
            let findings = (answer["findings"]?.elements ?? []).map { finding in
                line(
                    .text("FAIL"),
                    finding["kind"],
                    finding["subject"],
                    nil,
                    nil,
                    finding["detail"]
                )
            }
            return checks + findings
        }
    )

    static let selfTest = Command(
        "self-test",
        calls: .adminSelfTest,
        findings: "count",
        example: "self-test",
        arranging: { $0["results"]?.elements ?? [] }
    )

    private static func line(
        _ result: JSON?,
        _ kind: JSON?,
        _ name: JSON?,
        _ alias: JSON?,
        _ expected: JSON?,
        _ found: JSON?
    ) -> JSON {
        .object([
            .init(name: "result", value: result ?? .null),
            .init(name: "kind", value: kind ?? .null),
            .init(name: "name", value: name ?? .null),
            .init(name: "alias", value: alias ?? .null),
            .init(name: "expected", value: expected ?? .null),
            .init(name: "found", value: found ?? .null),
        ])
    }

    /// Everything about one entity, a line each.
    private static func parts(of entity: JSON) -> [JSON] {
        let fields = (entity["fields"]?.elements ?? []).map { field in
            let values = field["values"]?.elements ?? []
            let type = values.isEmpty ? field["type"] : field["values"]?.joined
            let isNullable = field["nullable"] == .bool(true)
            let text = (type?.string ?? "") + (isNullable ? ", or null" : "")
            let kind = field["hidden"] == .bool(true) ? "hidden field" : "field"
            return part(kind, field["name"], text, field["aliases"])
        }
        let indexes = (entity["indexes"]?.elements ?? []).map { index in
            let kind = index["kind"]?.string ?? ""
            let text = index["unique"] == .bool(true) ? "unique" : ""
            return part(kind, index["name"], text, index["aliases"])
        }
        let references = (entity["references"]?.elements ?? []).map { link in
            let text = "\(link["entity"]?.string ?? ""), \(link["onDelete"]?.string ?? "")"
            return part("reference", link["field"], text, nil)
        }
        let counters = (entity["counters"]?.elements ?? []).map { counter in
            part("counter", counter["name"], counter["slots"]?.joined.string ?? "", nil)
        }
        let policy = ["read", "create", "update", "delete"].map { verb in
            let kinds = entity["policy"]?[verb]?.joined.string ?? ""
            return part("policy", .text(verb), kinds.isEmpty ? "services" : kinds, nil)
        }
        let hooks = (entity["hooks"]?.elements ?? []).map { hook in
            part("hook", hook["name"], hook["does"]?.string ?? "", hook["aliases"])
        }
        return fields + indexes + references + counters + policy + hooks
    }

    private static func part(_ kind: String, _ name: JSON?, _ is: String, _ also: JSON?) -> JSON {
        .object([
            .init(name: "part", value: .text(kind)), .init(name: "name", value: name ?? .null),
            .init(name: "is", value: .text(`is`)),
            .init(name: "aliases", value: also?.joined ?? .text("")),
        ])
    }
}

extension JSON {
    /// The texts of an array behind one another.
    fileprivate var joined: JSON {
        .text((elements ?? []).compactMap(\.string).joined(separator: ", "))
    }

    /// How many elements an array has.
    fileprivate var size: JSON { .integer(Int64(elements?.count ?? 0)) }
}
