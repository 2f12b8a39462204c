internal import Interchange
internal import JSONRPC
internal import SchoolServices

/// The lines of an export, as they come in: they may be more than the memory holds.
struct StoreSource: Sendable {
    /// So much text is taken for one import.
    static let byteMaximum = 16 << 30

    let onDuplicate: StoreCopy.Duplicates
    let isRehearsal: Bool
    /// Whether rows may name what does not exist.
    let defersReferences: Bool
    let file: ScratchFile
    private(set) var byteCount = 0
    /// How many lines have come to their end.
    private(set) var lineCount = 0

    /// What the parameters of an import say; the text waits on the disk of a folder.
    init(_ parameters: borrowing Parameters, beside folder: String) throws(RPCError) {
        _ = try parameters.wordIfPresent("format", of: ["jsonl"])
        // Rows name one another by their ids, in places that only the school understands.
        guard try parameters.bool("keepIds", default: true) else {
            throw parameters.invalid("keepIds", "notOneOf", hint: "true: rows keep their ids")
        }
        let names = StoreCopy.Duplicates.allCases.map(\.rawValue)
        let word = try parameters.wordIfPresent("onDuplicate", of: names)
        onDuplicate = word.flatMap(StoreCopy.Duplicates.init) ?? .fail
        isRehearsal = try parameters.bool("dryRun", default: false)
        defersReferences = try parameters.defersReferences()
        do throws(ScratchFile.Failure) { file = try ScratchFile(beside: folder) } catch {
            throw RPCError(error)
        }
    }

    /// Takes the text that a message brings.
    mutating func read(_ parameters: borrowing Parameters) throws(RPCError) {
        guard let text = try parameters.stringIfPresent("text") else {
            throw parameters.invalid("text", "missing", hint: "the lines of an export")
        }
        let bytes = [UInt8](text.utf8)
        guard byteCount + bytes.count <= Self.byteMaximum else {
            throw RPCError(
                .tooLarge,
                facts: [.init("limit", .number(Int64(Self.byteMaximum)))],
                hint: "lmsq restore BACKUP"
            )
        }
        do throws(ScratchFile.Failure) { try file.write(bytes, at: byteCount) } catch {
            throw RPCError(error)
        }
        byteCount += bytes.count
        lineCount += bytes.count { $0 == 0x0a }
    }
}
