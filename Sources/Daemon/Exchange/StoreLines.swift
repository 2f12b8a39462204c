internal import Interchange
internal import JSONRPC
internal import Records

/// The lines of an export on their way into a file.
final class StoreLines {
    private static let pieceBytes = 256 << 10

    let file: ScratchFile
    /// Where the next line begins.
    private(set) var byteCount = 0
    private(set) var lineCount = 0
    private(set) var checksum = RunningChecksum()
    /// Why it could not go on; nil where somebody has stopped it.
    private(set) var failure: ScratchFile.Failure?
    private var pending = OutputBuffer(capacity: StoreLines.pieceBytes)
    private var written = 0
    private let effort: Effort
    private let expected: Int

    /// Into a file, for somebody who waits for about so many lines.
    init(_ file: ScratchFile, expecting expected: Int, _ effort: Effort) {
        self.file = file
        self.expected = max(1, expected)
        self.effort = effort
    }

    /// Adds a line; false where nobody wants more, or there is no room.
    func add(_ write: (inout OutputBuffer) -> Void) -> Bool {
        write(&pending)
        pending.append("\n")
        lineCount += 1
        byteCount = written + pending.byteCount
        guard pending.byteCount >= Self.pieceBytes else { return true }
        return flush() && effort.goesOn("\(lineCount) rows", lineCount * 100 / expected)
    }

    /// Puts all that was added into the file.
    func flush() -> Bool {
        checksum.add(pending.bytes)
        let bytes = [UInt8](copying: pending.bytes)
        pending = OutputBuffer(capacity: Self.pieceBytes)
        do throws(ScratchFile.Failure) { try file.write(bytes, at: written) } catch {
            failure = error
            return false
        }
        written += bytes.count
        byteCount = written
        return true
    }
}

extension RPCError {
    /// Why a file of the daemon's own cannot be used.
    init(_ failure: ScratchFile.Failure) {
        if failure.isFull {
            self.init(.tooLarge, "the disk is full", hint: "make room on the disk of the store")
        } else {
            self.init(.internalError, hint: failure.reason)
        }
    }
}
