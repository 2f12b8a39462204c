internal import Interchange
internal import JSONRPC
internal import Records
internal import SchoolServices

/// The rows of one import, as they come in.
struct ImportSource: Sendable {
    enum Format: String, CaseIterable { case csv, jsonl }

    /// So much text is taken for one import.
    static let byteMaximum = 64 << 20

    let kind: ImportKind
    let options: ImportOptions
    let isAtomic: Bool
    let isRehearsal: Bool
    private let format: Format
    private let mapping: [String: String]
    private let names: FieldNames

    private(set) var rows: [ImportRow] = []
    /// What was refused before the store is asked.
    private(set) var report = ImportReport()
    private(set) var ignoredColumns: [String] = []
    private var csv = CSVReader()
    private var lines = JSONLines()
    private var heading: Heading?
    private var objectCount = 0
    private var byteCount = 0

    /// How many rows have been read.
    var count: Int { rows.count + report.rows }

    /// What the parameters of an import say.
    init(_ kind: ImportKind, _ parameters: borrowing Parameters) throws(RPCError) {
        self.kind = kind
        var options = ImportOptions()
        options.source = try parameters.stringIfPresent("source")
        if let source = options.source {
            guard (1...40).contains(source.unicodeScalars.count), source.first != ":",
                source.last != ":"
            else { throw parameters.invalid("source", "length", hint: "1 to 40 characters") }
        }
        options.createsCourses = try parameters.bool("createCourses", default: false)
        self.options = options
        isAtomic = try parameters.bool("atomic", default: false)
        isRehearsal = try parameters.bool("dryRun", default: false)
        let word = try parameters.wordIfPresent("format", of: Format.allCases.map(\.rawValue))
        format = word.flatMap(Format.init) ?? .csv
        mapping = try parameters.mapping("mapping", to: kind)
        names = FieldNames(kind.names, mapping: mapping)
    }

    /// The same, for rows whose codes may be there already.
    init(withDuplicates kind: ImportKind, _ parameters: borrowing Parameters) throws(RPCError) {
        let source = try ImportSource(kind, parameters)
        var options = source.options
        let names = ImportOptions.Duplicates.allCases.map(\.rawValue)
        let word = try parameters.wordIfPresent("onDuplicate", of: names)
        options.onDuplicate = word.flatMap(ImportOptions.Duplicates.init) ?? .report
        options.guessesYear = try parameters.bool("guessYear", default: false)
        self.init(source, options)
    }

    private init(_ source: ImportSource, _ options: ImportOptions) {
        kind = source.kind
        self.options = options
        isAtomic = source.isAtomic
        isRehearsal = source.isRehearsal
        format = source.format
        mapping = source.mapping
        names = source.names
    }

    // MARK: - Reading

    /// Takes the rows that a message brings.
    mutating func read(_ parameters: borrowing Parameters) throws(RPCError) {
        let text = try parameters.stringIfPresent("text")
        let hasRows = parameters.has("rows") && parameters.value("rows")?.kind != .null
        guard (text == nil) == hasRows else {
            let reason: StaticString = hasRows ? "conflict" : "missing"
            throw parameters.invalid("text", reason, hint: "text, or rows")
        }
        if let text { return try read(text) }
        var elements = try parameters.elements("rows")
        while let element = elements.next() {
            objectCount += 1
            add(element, line: objectCount)
        }
    }

    private mutating func read(_ text: String) throws(RPCError) {
        byteCount += text.utf8.count
        guard byteCount <= Self.byteMaximum else {
            let limit = RPCError.Fact("limit", .number(Int64(Self.byteMaximum)))
            throw RPCError(.tooLarge, facts: [limit], hint: "several imports of a part each")
        }
        switch format {
        case .jsonl: for line in lines.read(text) { add(line.text, line: line.line) }
        case .csv:
            do throws(TableError) { try take(csv.read(text)) } catch { throw RPCError(error) }
        }
    }

    /// Takes what the last text has left open.
    mutating func finish() throws(RPCError) {
        guard format == .csv else {
            for line in lines.finish() { add(line.text, line: line.line) }
            return
        }
        guard byteCount > 0 else { return }
        do throws(TableError) { try take(csv.finish()) } catch { throw RPCError(error) }
    }

    private mutating func take(_ lines: [TableRow]) throws(TableError) {
        for line in lines {
            guard let heading else {
                let made = try Heading(line, names: kind.names, mapping: mapping)
                for columns in kind.required { try made.require(columns) }
                heading = made
                ignoredColumns = made.ignored
                continue
            }
            if heading.isExceeded(by: line) {
                report.refuse("", "more cells than columns", at: line.line)
            } else {
                rows.append(ImportRow(line: line.line, heading.values(of: line)))
            }
        }
    }

    private mutating func add(_ text: String, line: Int) {
        let bytes = [UInt8](text.utf8)
        let buffer = InputBuffer(copying: bytes.span)
        var parser = JSONParser(capacity: bytes.count + 1)
        do throws(JSONError) {
            let document = try parser.parse(buffer.padded)
            add(document.root, line: line)
        } catch { report.refuse("", "not JSON", at: line) }
    }

    private mutating func add(_ value: borrowing JSONValue, line: Int) {
        guard value.kind == .object else { return report.refuse("", "not an object", at: line) }
        var values: [String: String] = [:]
        var members = value.children
        while let key = members.next()?.text, let member = members.next() {
            let name = String(decoding: [UInt8](copying: key), as: UTF8.self)
            guard let field = names[name] else {
                if !ignoredColumns.contains(name) { ignoredColumns.append(name) }
                continue
            }
            guard let text = member.importedText, !text.isEmpty else { continue }
            guard values.updateValue(text, forKey: field) == nil else {
                return report.refuse(field, "given twice", at: line)
            }
        }
        rows.append(ImportRow(line: line, values))
    }

    /// Refuses a row before the store is asked, or lets it go on with what `change` has made of it.
    mutating func prepare(_ change: (inout ImportRow) -> (field: String, reason: String)?) {
        var kept: [ImportRow] = []
        kept.reserveCapacity(rows.count)
        for row in rows {
            var row = row
            if let (field, reason) = change(&row) {
                report.refuse(field, reason, at: row.line)
            } else {
                kept.append(row)
            }
        }
        rows = kept
    }
}

extension JSONValue {
    /// As a table would have it; nil for nothing.
    var importedText: String? {
        if let text { return String(decoding: [UInt8](copying: text), as: UTF8.self) }
        if kind == .null { return nil }
        var output = OutputBuffer(capacity: 64)
        output.append(self)
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
    }
}

extension Parameters {
    /// Fields by the names of columns.
    fileprivate func mapping(
        _ name: StaticString,
        to kind: ImportKind
    ) throws(RPCError) -> [String: String] {
        guard let value = value(name), value.kind != .null else { return [:] }
        guard value.kind == .object else { throw invalid(name, "wrongType") }
        let fields = kind.names.keys.sorted()
        var mapping: [String: String] = [:]
        var members = value.children
        while let key = members.next()?.text, let member = members.next() {
            guard let text = member.text else { throw invalid(name, "wrongType") }
            let field = String(decoding: [UInt8](copying: text), as: UTF8.self)
            guard fields.contains(field) else {
                throw invalid(name, "notOneOf", hint: "some of \(fields.joined(separator: ", "))")
            }
            mapping[String(decoding: [UInt8](copying: key), as: UTF8.self)] = field
        }
        return mapping
    }
}

extension RPCError {
    /// A text that is no table.
    init(_ error: TableError) {
        var facts: [Fact] = [.init("reason", .text(error.text))]
        switch error {
        case .openQuote(let line), .strayText(let line), .tooLarge(let line):
            facts.insert(.init("line", .number(Int64(line))), at: 0)
        case .columnTwice(let name), .columnMissing(let name):
            facts.insert(.init("line", .number(1)), at: 0)
            facts.insert(.init("field", .text(name)), at: 1)
        case .encoding: break
        }
        self.init(.importFailed, facts: facts)
    }
}
