internal import Collation
internal import JSONRPC
internal import Records
internal import SchoolModel

/// A type of fields that a cell of an export is read as; enums are read by their names.
protocol CellValue: FieldValue {
    /// The value of a cell, or nil where the cell is not of the type.
    init?(_ cell: Cell, _ field: CellField)
}

/// What reading a cell takes beside the cell.
struct CellField {
    let name: StaticString
    let collator: Collator

    /// The value of a cell as a field's type has it, or nil where it is none.
    func value<V: FieldValue>(_ cell: Cell, as type: V.Type = V.self) -> V? {
        if let type = type as? any CellValue.Type { return type.init(cell, self) as? V }
        guard let type = type as? any FieldEnum.Type, case .text(let text) = cell else {
            return nil
        }
        return type.init(named: text) as? V
    }
}

extension Optional: CellValue where Wrapped: FieldValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard cell != .null else {
            self = Wrapped?.none
            return
        }
        guard let value: Wrapped = field.value(cell) else { return nil }
        self = .some(value)
    }
}

extension Bool: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .bool(let value) = cell else { return nil }
        self = value
    }
}

extension Int: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .integer(let value) = cell else { return nil }
        self = Int(value)
    }
}

extension ID: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .integer(let value) = cell, value > 0, UInt64(value) <= Self.maximum else {
            return nil
        }
        self.init(UInt64(value))
    }
}

extension String: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .text(let text) = cell else { return nil }
        self = text
    }
}

extension FoldedText: CellValue {
    /// Names are folded as they are; e-mails, codes and numbers without the blanks around them.
    init?(_ cell: Cell, _ field: CellField) {
        guard case .text(let text) = cell else { return nil }
        self = field.collator.folded(text, trimming: "\(field.name)" != "name")
    }
}

extension CollatedText: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .text(let text) = cell else { return nil }
        self = field.collator.collated(text)
    }
}

extension KeyedText: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard let name = CollatedText(cell, field) else { return nil }
        self.init(name)
    }
}

extension JSONText: CellValue {
    /// A value of JSON, or a text of it where its very bytes matter.
    init?(_ cell: Cell, _ field: CellField) {
        switch cell {
        case .json(let json), .numbers(_, let json): self.init(trusted: json)
        case .text(let text):
            guard PlainJSON.canonical(text) != nil else { return nil }
            self.init(trusted: text)
        default: return nil
        }
    }
}

/// What is written as one text, in one way.
protocol TextualCell: CellValue {
    init?(_ text: String)
}

extension TextualCell {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .text(let text) = cell else { return nil }
        self.init(text)
    }
}

extension Day: TextualCell {}
extension Timestamp: TextualCell {}
extension TimeOfDay: TextualCell {}
extension Money: TextualCell {}

extension Weekdays: CellValue {
    init?(_ cell: Cell, _ field: CellField) {
        guard case .numbers(let days, _) = cell, days.allSatisfy({ (1...7).contains($0) }) else {
            return nil
        }
        self.init(rawValue: days.reduce(0) { $0 | 1 << UInt8($1 - 1) })
    }
}

/// JSON as it is written by this program.
enum PlainJSON {
    /// The same value as this program writes it, or nil where the text is no JSON.
    static func canonical(_ text: String) -> String? {
        let buffer = InputBuffer(copying: [UInt8](text.utf8).span)
        var parser = JSONParser(capacity: text.utf8.count + 1)
        do throws(JSONError) {
            let document = try parser.parse(buffer.padded)
            var output = OutputBuffer(capacity: text.utf8.count + 16)
            output.append(document.root)
            return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
        } catch { return nil }
    }
}
