import Client
import SchoolAPI

/// What a word of the command line has to be.
indirect enum Form {
    /// A row, by its id or by what people call it; nil where only its id will do.
    case id(of: String?)
    case integer, number, boolean, text
    case choice([String])
    case array(Form)
    case object([(name: String, form: Form)])
    /// Whatever it looks like.
    case any

    /// The form of a parameter.
    init(_ shape: Shape, named name: String = "", of method: String = "") {
        switch shape {
        case .id(let entity): self = .id(of: Self.entity(name, "\(entity)"))
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .oneOf(let names): self = .choice(names)
        case .array(let element):
            self = .array(Form(element, named: Self.singular(name), of: method))
        case .nullable(let shape), .maybe(let shape):
            self = Form(shape, named: name, of: method)
        case .object(let members):
            self = .object(members.map { ("\($0)", Form($1, named: "\($0)", of: method)) })
        case .named(let name): self = .object(Self.members(of: "\(name)", method))
        case .anyObject where name == "patch":
            self = .object(Self.members(of: Self.entity(of: method), method))
        case .anyObject, .any, .map, .extended, .null: self = .any
        case .text, .date, .month, .time, .instant, .decimal: self = .text
        }
    }

    /// The form that a JSON schema tells.
    init(schema: JSON, named name: String, of method: String) {
        if let names = schema["enum"]?.elements {
            self = .choice(names.compactMap(\.string))
            return
        }
        if let parts = schema["oneOf"]?.elements {
            let isID = parts.contains { $0["required"]?.elements == [.text("ref")] }
            let other = parts.first { $0["type"] != .text("null") } ?? .null
            self =
                isID
                ? .id(of: Self.entity(name, name == "id" ? Self.subject(of: method) : ""))
                : Form(schema: other, named: name, of: method)
            return
        }
        switch schema["type"]?.string {
        case "integer": self = .integer
        case "number": self = .number
        case "boolean": self = .boolean
        case "string": self = .text
        case "array":
            let element = schema["items"] ?? .null
            self = .array(Form(schema: element, named: Self.singular(name), of: method))
        default: self = .any
        }
    }

    /// The fields of a row of the store.
    private static func members(of entity: String, _ method: String) -> [(String, Form)] {
        let shape = NamedShapes.all.first { "\($0.name)" == entity }
        return (shape?.members ?? []).map { ($0, Form($1, named: $0, of: method)) }
    }

    private static func subject(of method: String) -> String {
        method.split(separator: "/").first.map(String.init) ?? ""
    }

    /// What a method is about, as the rows are called: `cohort/update` is about a `Cohort`.
    private static func entity(of method: String) -> String {
        let subject = subject(of: method)
        return subject == "student" ? "User" : subject.prefix(1).uppercased() + subject.dropFirst()
    }

    /// `studentIds` holds a `studentId` many times.
    private static func singular(_ name: String) -> String {
        name.hasSuffix("s") ? String(name.dropLast()) : name
    }

    /// What can be looked up by a name; a parameter may say more than its shape.
    private static func entity(_ name: String, _ shape: String) -> String? {
        let word = name.hasSuffix("Id") ? String(name.dropLast(2)) : name
        let nameable = MethodMessage.nameableEntities
        if nameable.contains(word) { return word }
        return nameable.contains(shape) ? shape : nil
    }

    /// For the help.
    var description: String {
        switch self {
        case .id(let entity): entity.map { "\($0): id, code or name" } ?? "id"
        case .integer: "whole number"
        case .number: "number"
        case .boolean: "true or false"
        case .text: "text"
        case .choice(let names): names.joined(separator: "|")
        case .array(let element): "list of " + element.description
        case .object, .any: "object"
        }
    }
}
