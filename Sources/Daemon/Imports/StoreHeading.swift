internal import JSONRPC
internal import Records

/// What the first line of an export says.
struct StoreHeading: Sendable {
    private(set) var format = 0
    private(set) var schema = ""
    /// What the names of the other store are sorted by; empty where that is not told.
    private(set) var collation = ""
    private(set) var isComplete = false
    private(set) var sequence: UInt64 = 0
    /// By the names of the entities.
    private(set) var rows: [String: UInt64] = [:]
    private(set) var lastIDs: [String: UInt64] = [:]

    /// Reads the object behind `export`; nil where something is missing.
    init?(_ object: borrowing JSONValue) {
        var seen: Set<String> = []
        var members = object.children
        while let key = members.next()?.text, let member = members.next() {
            let name = String(decoding: [UInt8](copying: key), as: UTF8.self)
            seen.insert(name)
            switch name {
            case "format": format = Int(member.integer ?? 0)
            case "schema": schema = member.importedText ?? ""
            case "collation": collation = member.importedText ?? ""
            case "complete": isComplete = member.bool ?? false
            case "sequence": sequence = UInt64(max(0, member.integer ?? 0))
            case "rows": rows = [:].reading(member)
            case "lastIds": lastIDs = [:].reading(member)
            // For people.
            default: continue
            }
        }
        guard seen.isSuperset(of: ["format", "schema", "complete", "sequence", "rows", "lastIds"])
        else { return nil }
    }
}

extension [String: UInt64] {
    fileprivate func reading(_ object: borrowing JSONValue) -> [String: UInt64] {
        var numbers = self
        var members = object.children
        while let key = members.next()?.text, let member = members.next() {
            let number = member.integer ?? -1
            guard number >= 0 else { continue }
            numbers[String(decoding: [UInt8](copying: key), as: UTF8.self)] = UInt64(number)
        }
        return numbers
    }
}
