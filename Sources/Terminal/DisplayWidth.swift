extension String {
    /// How many columns of a terminal the text takes.
    ///
    /// Marks that sit on a letter take none, ideographs and pictures two.
    public var displayWidth: Int {
        // Printable ASCII, which nearly everything is.
        if utf8.allSatisfy({ 0x20...0x7e ~= $0 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// As much of the text as fits; an ellipsis stands for the rest.
    public func cut(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var text = ""
        var left = width - 1
        for character in self {
            left -= character.displayWidth
            guard left >= 0 else { break }
            text.append(character)
        }
        return text + "…"
    }

    /// The text in one line, with nothing that a terminal would obey.
    ///
    /// Control characters show as their pictures (␛), what turns the direction of writing as �.
    public var visible: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0a, 0x0d, 0x09: text.append(" ")
            case 0..<0x20: text.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
            case 0x7f: text.append("\u{2421}")
            default: text.unicodeScalars.append(scalar.isObeyed ? "\u{fffd}" : scalar)
            }
        }
        return text
    }
}

extension Character {
    /// How many columns of a terminal it takes.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        // A picture of several parts is drawn as one; U+FE0F asks for the picture of a letter.
        if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{fe0f}") { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    /// The blocks of which every character is wide; wide pictures lie in others too.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf,
        0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6b,
        0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff, 0x1b000...0x1b2ff, 0x20000...0x3fffd,
    ]

    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control: return 0
        // A soft hyphen is drawn.
        case .format: return value == 0xad ? 1 : 0
        default: break
        }
        // The later letters of a Korean syllable are drawn into its first.
        if 0x1160...0x11ff ~= value { return 0 }
        guard value >= 0x1100 else { return 1 }
        let isWide = Self.wideBlocks.contains { $0.contains(value) }
        return isWide || properties.isEmojiPresentation ? 2 : 1
    }

    /// Whether a terminal does something other than draw it.
    fileprivate var isObeyed: Bool {
        switch value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
