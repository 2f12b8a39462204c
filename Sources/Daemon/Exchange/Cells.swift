internal import JSONRPC
internal import Records

/// One value of a line of an export, as it came.
enum Cell: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case text(String)
    /// An array of whole numbers.
    case numbers([Int64], json: String)
    /// Any other array, and every object.
    case json(String)
    /// What no field takes.
    case other
}

/// The fields of one row of an export, by their names.
struct Cells: Sendable {
    private(set) var values: [String: Cell] = [:]

    /// The members of an object; those with these names are left to the caller.
    init(_ object: borrowing JSONValue, without names: Set<String> = []) {
        var members = object.children
        while let key = members.next()?.text, let member = members.next() {
            let name = String(decoding: [UInt8](copying: key), as: UTF8.self)
            if !names.contains(name) { values[name] = Cell(member) }
        }
    }
}

extension Cell {
    init(_ value: borrowing JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .yes: self = .bool(true)
        case .no: self = .bool(false)
        case .integer: self = value.integer.map { .integer($0) } ?? .other
        case .string:
            guard let text = value.text else {
                self = .other
                return
            }
            self = .text(String(decoding: [UInt8](copying: text), as: UTF8.self))
        case .array, .object: self.init(container: value)
        default: self = .other
        }
    }

    private init(container value: borrowing JSONValue) {
        var output = OutputBuffer(capacity: 64)
        output.append(value)
        let json = String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
        self = .json(json)
        guard value.kind == .array else { return }
        var numbers: [Int64] = []
        var elements = value.children
        while let element = elements.next() {
            guard let number = element.integer else { return }
            numbers.append(number)
        }
        self = .numbers(numbers, json: json)
    }
}
