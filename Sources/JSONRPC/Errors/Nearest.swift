/// The name that a client most likely meant, if one is near enough to be named.
func nearest(to name: [UInt8], among names: some Sequence<StaticString>) -> StaticString? {
    let names = Array(names)
    let texts = names.map { $0.withUTF8Buffer { unsafe [UInt8]($0) } }
    return nearestPlace(to: name, among: texts).map { names[$0] }
}

/// The name that a client most likely meant, if one is near enough to be named.
public func nearestName(to name: String, among names: [String]) -> String? {
    nearestPlace(to: [UInt8](name.utf8), among: names.map { [UInt8]($0.utf8) }).map { names[$0] }
}

private func nearestPlace(to name: [UInt8], among names: [[UInt8]]) -> Int? {
    // A third of the letters may differ, at least one; longer texts are no slip of the hand.
    guard name.count <= 64 else { return nil }
    var best: Int?
    var bestDistance = max(1, name.count / 3) + 1
    for (place, candidate) in names.enumerated() {
        let distance = editDistance(name, candidate)
        if distance < bestDistance {
            best = place
            bestDistance = distance
        }
    }
    return best
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
