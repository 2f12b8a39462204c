import JSONRPC

/// What somebody may have meant.
enum Suggestion {
    /// The nearest of some names: by its letters, or because it alone begins so.
    static func nearest(to word: String, among names: [String]) -> String? {
        if let name = Nearest.name(to: word, among: names) { return name }
        let longer = names.filter { $0.hasPrefix(word) }
        return longer.count == 1 ? longer[0] : nil
    }
}
