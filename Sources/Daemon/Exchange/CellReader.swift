internal import Collation
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Why a line is no row.
final class CellRefusal {
    var field = ""
    var reason = ""
    /// The fields that were asked for.
    var known: Set<String> = []
}

/// Reads the fields of a row from a line of an export.
struct CellReader: FieldReader {
    private let cells: Cells
    private let collator: Collator
    /// Whether a field that is not there takes its default: the export may be older than the field.
    private let isLenient: Bool
    private let refusal: CellRefusal

    init(_ cells: Cells, _ terms: CellTerms, _ refusal: CellRefusal) {
        self.cells = cells
        collator = terms.collator
        isLenient = terms.isLenient
        self.refusal = refusal
    }

    /// The cell's value; a field that is secret, and so is in no export, has its default.
    mutating func field<V: FieldValue>(
        _ name: StaticString,
        or missing: V
    ) throws(RecordError) -> V {
        refusal.known.insert("\(name)")
        guard let cell = cells.values["\(name)"] else {
            if isLenient || CellTerms.secrets.contains("\(name)") { return missing }
            throw refuse(name, "missing")
        }
        guard !CellTerms.secrets.contains("\(name)") else { throw refuse(name, "secret") }
        let field = CellField(name: name, collator: collator)
        guard let value: V = field.value(cell) else { throw refuse(name, "no \(V.fieldType)") }
        return value
    }

    private func refuse(_ name: StaticString, _ reason: String) -> RecordError {
        refusal.field = "\(name)"
        refusal.reason = reason
        return .unknownCase(0)
    }
}

/// How lines of one export are read.
struct CellTerms: Sendable {
    /// Fields that are never exported, and so never imported.
    static let secrets: Set<String> = ["passwordHash"]

    let collator: Collator
    let isLenient: Bool

    /// Reads all fields of an object, and refuses one that has more of them.
    func read<Row>(
        _ cells: Cells,
        _ make: (inout CellReader) throws(RecordError) -> Row
    ) throws(ServiceError) -> Row {
        let refusal = CellRefusal()
        var reader = CellReader(cells, self, refusal)
        let row: Row
        do throws(RecordError) { row = try make(&reader) } catch {
            throw .invalidParams(path: refusal.field, reason: refusal.reason)
        }
        guard cells.values.count != refusal.known.count else { return row }
        let strange = cells.values.keys.filter { !refusal.known.contains($0) }.min()
        if let strange { throw .invalidParams(path: strange, reason: "unknown") }
        return row
    }
}
