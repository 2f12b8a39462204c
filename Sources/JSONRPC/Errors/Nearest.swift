/// Finds the name that somebody most likely meant.
public enum Nearest {
    /// Longer texts are no slip of the hand.
    private static let longestName = 64

    /// How far a name is from another, or nil if it is too far to have been meant.
    ///
    /// A third of the letters may differ, at least one; case does not count.
    public static func distance(from name: String, to other: String) -> Int? {
        let (left, right) = (name.lowercased().unicodeScalars, other.lowercased().unicodeScalars)
        let most = max(1, left.count / 3)
        guard left.count <= longestName, abs(left.count - right.count) <= most else { return nil }
        let distance = editDistance(Array(left), Array(right))
        return distance <= most ? distance : nil
    }

    /// The nearest of some names, or nil if none is near.
    public static func name(to name: String, among names: some Sequence<String>) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in names {
            guard let distance = distance(from: name, to: candidate) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }
}

/// The name that a client most likely meant, if one is near enough to be named.
func nearest(to name: [UInt8], among names: some Sequence<StaticString>) -> String? {
    Nearest.name(to: String(decoding: name, as: UTF8.self), among: names.lazy.map { "\($0)" })
}

/// How many letters to add, drop, change or swap with their neighbour.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var line = [row + 1]
        for column in right.indices {
            let change = last[column] + (left[row] == right[column] ? 0 : 1)
            var cost = min(last[column + 1] + 1, line[column] + 1, change)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, before[column - 1] + 1)
            }
            line.append(cost)
        }
        before = last
        last = line
    }
    return last[right.count]
}
