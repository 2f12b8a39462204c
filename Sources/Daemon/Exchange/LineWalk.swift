internal import Interchange
internal import Records

/// The lines of a file, one after another.
struct LineWalk {
    private static let pieceBytes = 1 << 20

    private let file: ScratchFile
    private let end: Int
    /// Where the line begins that comes next.
    private(set) var offset = 0
    /// The number of the last line, from 1.
    private(set) var number = 0
    private var piece: ArraySlice<UInt8> = []
    private var readEnd = 0

    /// From the beginning of a file to an end.
    init(_ file: ScratchFile, upTo end: Int) {
        self.file = file
        self.end = end
    }

    /// The next line, with what ends it; nil behind the last one.
    mutating func next() throws(ScratchFile.Failure) -> ArraySlice<UInt8>? {
        var searched = 0
        while true {
            if let index = piece.dropFirst(searched).firstIndex(of: 0x0a) {
                return take(piece[...index])
            }
            searched = piece.count
            guard readEnd < end else { return piece.isEmpty ? nil : take(piece) }
            let more = try file.read(min(Self.pieceBytes, end - readEnd), at: readEnd)
            guard !more.isEmpty else { return nil }
            readEnd += more.count
            piece = (Array(piece) + more)[...]
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        piece = piece[line.endIndex...]
        offset += line.count
        number += 1
        return line
    }
}
