internal import Records

/// What a request has overwritten, so that a refused one leaves no trace in the batch it shares.
struct UndoJournal {
    private struct Step {
        var keyEnd: Int
        /// Where the old value ends, or nil where the key was absent.
        var valueEnd: Int?
    }

    private var bytes: [UInt8] = []
    private var steps: [Step] = []

    /// Whether the request has written anything.
    var isEmpty: Bool { steps.isEmpty }

    /// How many writes can be taken back.
    var stepCount: Int { steps.count }

    /// Notes a key and what it held.
    mutating func note(_ key: RawSpan, was old: RawSpan?) {
        bytes.append(key)
        var step = Step(keyEnd: bytes.count, valueEnd: nil)
        if let old {
            bytes.append(old)
            step.valueEnd = bytes.count
        }
        steps.append(step)
    }

    /// Forgets the request.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
    }

    /// Takes the last step back: the key and its old value.
    mutating func popLast() -> (key: [UInt8], old: [UInt8]?)? {
        guard let step = steps.popLast() else { return nil }
        let start = steps.last.map { $0.valueEnd ?? $0.keyEnd } ?? 0
        let key = Array(bytes[start..<step.keyEnd])
        let old = step.valueEnd.map { Array(bytes[step.keyEnd..<$0]) }
        bytes.removeLast(bytes.count - start)
        return (key, old)
    }
}
