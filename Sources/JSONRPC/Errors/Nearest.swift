/// The name that a client most likely meant, if one is near enough to be named.
func nearest(to name: [UInt8], among names: some Sequence<StaticString>) -> StaticString? {
    // A third of the letters may differ, at least one; longer texts are no slip of the hand.
    guard name.count <= 64 else { return nil }
    var best: StaticString?
    var bestDistance = max(1, name.count / 3) + 1
    for candidate in names {
        let distance = editDistance(name, candidate.withUTF8Buffer { unsafe [UInt8]($0) })
        if distance < bestDistance {
            best = candidate
            bestDistance = distance
        }
    }
    return best
}

/// The name that somebody most likely meant, if one is near enough to be named.
public func nearest(to name: String, among names: [String]) -> String? {
    let limit = max(1, name.utf8.count / 3)
    let distances = names.map { (editDistance([UInt8](name.utf8), [UInt8]($0.utf8)), $0) }
    guard name.utf8.count <= 64, let best = distances.min(by: { $0.0 < $1.0 }), best.0 <= limit
    else { return nil }
    return best.1
}

/// How many letters to add, drop, change or swap with their neighbour; case does not count.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var line = [row + 1]
        for column in right.indices {
            let isSame = lowercase(left[row]) == lowercase(right[column])
            var cost = min(last[column + 1] + 1, line[column] + 1, last[column] + (isSame ? 0 : 1))
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
