import Client
import SchoolAPI

/// A parameter as the command line knows it.
struct Field {
    let name: String
    let form: Form
    let summary: String
    let isRequired: Bool

    init(_ parameter: Parameter, of method: String) {
        name = "\(parameter.name)"
        form = Form(parameter.shape, named: name, of: method)
        summary = "\(parameter.summary)"
        isRequired = parameter.isRequired
    }

    /// From the description that a daemon gives of itself.
    init?(described json: JSON, of method: String) {
        guard let name = json["name"]?.string else { return nil }
        self.name = name
        form = Form(schema: json["schema"] ?? .null, named: name, of: method)
        summary = json["description"]?.string ?? ""
        isRequired = json["required"] == .bool(true)
    }

    /// Its option: `groupId` is `group`, `withCount` is `with-count`.
    var flag: String {
        var name = name
        if case .id = form, name.hasSuffix("Id"), name.count > 2 { name.removeLast(2) }
        return name.reduce(into: "") { flag, letter in
            flag += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
    }

    /// Whether its option stands alone.
    var isSwitch: Bool {
        if case .boolean = form { return true }
        return false
    }
}
