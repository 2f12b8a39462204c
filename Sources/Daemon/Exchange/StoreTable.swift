internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// One entity, as exports and imports of the whole store see it.
protocol StoreTable: Sendable {
    var table: Table { get }
    /// The tables that its rows name rows of.
    var targets: [Table] { get }

    /// Writes every row as a line; false where the lines could not go on.
    func write(_ view: borrowing LMDBReader.View, to lines: StoreLines) throws(ServiceError) -> Bool

    /// Reads a row from its object, and copies it.
    func take(
        _ object: borrowing JSONValue,
        line: Int,
        _ terms: CellTerms,
        _ copy: inout StoreCopy,
        _ scope: inout Scope
    ) throws(ServiceError)
}

/// All entities of the school, those that others refer to first.
enum StoreTables {
    static let all: [any StoreTable] = {
        var gatherer = Gatherer()
        SchoolSchema.visitEntities(&gatherer)
        return sorted(gatherer.tables)
    }()

    /// By the names of the protocol.
    static let byName = Dictionary(uniqueKeysWithValues: all.map { ("\($0.table.name)", $0) })

    /// In the schema's order, but no table in front of one that it refers to.
    private static func sorted(_ tables: [any StoreTable]) -> [any StoreTable] {
        var sorted: [any StoreTable] = []
        var seen: Set<Table> = []
        func add(_ table: any StoreTable) {
            guard seen.insert(table.table).inserted else { return }
            for target in tables where table.targets.contains(target.table) { add(target) }
            sorted.append(table)
        }
        tables.forEach(add)
        return sorted
    }

    private struct Gatherer: EntityVisitor, ~Copyable {
        var tables: [any StoreTable] = []

        mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
            if let type = E.self as? any Record.Type {
                tables.append(table(of: type))
            } else {
                precondition(
                    E.self == AttendanceSheet.self,
                    "a row that is no record is a register"
                )
                tables.append(SheetTable())
            }
        }

        private func table<Row: Record>(of type: Row.Type) -> any StoreTable { RecordTable<Row>() }
    }
}

/// Rows that are one field after another.
private struct RecordTable<Row: Record>: StoreTable {
    var table: Table { Row.table }
    var targets: [Table] { TargetLister<Row>.targets }

    func write(
        _ view: borrowing LMDBReader.View,
        to lines: StoreLines
    ) throws(ServiceError) -> Bool {
        var goesOn = true
        try view.forEachRow(of: Row.self) { row throws(ServiceError) -> Bool in
            goesOn = lines.add { output in
                output.append("{\"")
                output.append(Row.table.name)
                output.append("\":")
                output.append(whole: { fields in row.write(to: &fields) })
                output.append("}")
            }
            return goesOn
        }
        return goesOn
    }

    func take(
        _ object: borrowing JSONValue,
        line: Int,
        _ terms: CellTerms,
        _ copy: inout StoreCopy,
        _ scope: inout Scope
    ) throws(ServiceError) {
        let row = try terms.read(Cells(object)) { reader throws(RecordError) in
            try Row(from: &reader)
        }
        try copy.take(row, line: line, in: &scope)
    }
}

/// Lists the tables that rows of an entity name rows of.
struct TargetLister<Row: Entity>: PartVisitor, ~Copyable {
    private var list: [Table] = []

    static var targets: [Table] {
        var lister = TargetLister()
        Row.visitParts(&lister)
        return lister.list
    }

    mutating func reference<R: Reference>(_ reference: R.Type) throws(Never) where R.Row == Row {
        list.append(R.Target.table)
    }

    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Never) where I.Row == Row {}

    mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Never)
    where C.Row == Row {}

    mutating func hint<H: Hint>(_ hint: H.Type) throws(Never) where H.Row == Row {}
}
