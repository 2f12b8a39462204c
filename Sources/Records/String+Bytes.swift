extension String {
    /// Whether two texts are the same byte for byte.
    ///
    /// `==` takes `é` for `e` with an accent behind it: a change from one to the other would be lost.
    public func isWritten(as other: String?) -> Bool {
        guard let other else { return false }
        return utf8.elementsEqual(other.utf8)
    }
}

// Stored texts are the same when their bytes are.

extension JSONText {
    /// Byte for byte.
    public static func == (left: JSONText, right: JSONText) -> Bool {
        left.text.isWritten(as: right.text)
    }
}

extension FoldedText {
    /// Byte for byte.
    public static func == (left: FoldedText, right: FoldedText) -> Bool {
        left.text.isWritten(as: right.text) && left.folded.isWritten(as: right.folded)
    }
}

extension CollatedText {
    /// Byte for byte.
    public static func == (left: CollatedText, right: CollatedText) -> Bool {
        left.text.isWritten(as: right.text) && left.sortKey == right.sortKey
    }
}
