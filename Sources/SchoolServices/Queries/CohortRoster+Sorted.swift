internal import Collation
public import Engine
public import Records
internal import SchoolModel

extension CohortRoster {
    /// Gathers the rows, sorts and filters them.
    @usableFromInline @inline(never) func writeSorted<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        var lines = try lines(in: snapshot)
        output.beginArray()
        if let first = lines.first {
            let lessons = try first.course.map { (course) throws(EngineError) in
                try snapshot.courseTotals(course.rawValue).lessons
            }
            let text = RosterText(cohort, first.course, lessons: lessons ?? 0)
            orderByName(&lines)
            if let search {
                let wanted = collator.fold(search)
                lines.removeAll { !collator.fold($0.name).contains(wanted) }
            }
            if let status { lines.removeAll { $0.status != status } }
            sort(&lines)
            for line in lines.prefix(limit) {
                do { _ = try output.appendMember(line.content.rawSpan, text, only: nil) } catch {
                    throw .damaged(error)
                }
            }
        }
        output.endArray()
    }

    private func lines<View: Snapshot & ~Copyable>(
        in snapshot: borrowing View
    ) throws(EngineError) -> [RosterLine] {
        let lower = Key(.cohortMembers, owner: cohort.rawValue)
        let upper = Key(behind: .cohortMembers, owner: cohort.rawValue)
        var lines: [RosterLine] = []
        var rows = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while let entry = try rows.next() {
            do {
                let content = try verifiedContent(key: entry.key, value: entry.value)
                lines.append(
                    try RosterLine(
                        content,
                        place: RosterPlace(entry.key, lower.bytes.byteCount, at: 0)
                    )
                )
            } catch { throw .damaged(error) }
        }
        return lines
    }

    /// Sorts each run of names that begin alike by their whole keys; the rest is in order already.
    private func orderByName(_ lines: inout [RosterLine]) {
        var start = 0
        while start < lines.count {
            var end = start + 1
            while end < lines.count, lines[end].place.isLevel(with: lines[start].place) { end += 1 }
            if end - start > 1 {
                let run = lines[start..<end].map { (collator.fullSortKey(of: $0.name), $0) }
                let sorted = run.sorted { left, right in
                    if left.0 != right.0 { return left.0.lexicographicallyPrecedes(right.0) }
                    return left.1.student < right.1.student
                }
                lines.replaceSubrange(start..<end, with: sorted.map(\.1))
            }
            start = end
        }
    }

    /// Sorts lines that are in the order of names; the names stay ascending among equals.
    private func sort(_ lines: inout [RosterLine]) {
        guard order != .name else {
            if isDescending { lines.reverse() }
            return
        }
        let weights = lines.enumerated().map { (index: $0, weight: weight(of: $1)) }
        let sorted = weights.sorted { left, right in
            guard left.weight != right.weight else { return left.index < right.index }
            // A student who was never there stands last, whatever the direction.
            guard let first = left.weight, let second = right.weight else {
                return left.weight != nil
            }
            return isDescending ? first > second : first < second
        }
        lines = sorted.map { lines[$0.index] }
    }

    private func weight(of line: RosterLine) -> Int64? {
        switch order {
        case .name: 0
        case .progress: Int64(line.completedLessons)
        case .lastActivity: line.lastActivityAt?.milliseconds
        case .status: Int64(line.status.rawValue)
        case .enrolled: line.enrolledAt.milliseconds
        }
    }
}

/// A row that is held while the others are read.
private struct RosterLine {
    var content: [UInt8]
    var place: RosterPlace
    var course: ID<Course>?
    var student: ID<User>
    var status: CohortMember.Status
    var enrolledAt: Timestamp
    var lastActivityAt: Timestamp?
    var completedLessons: UInt32
    var name: String

    init(_ content: RawSpan, place: RosterPlace) throws(RecordError) {
        let member = try MemberView(content)
        self.content = [UInt8](copying: content)
        self.place = place
        course = try CohortMember.course(in: content)
        student = member.studentID
        status = member.status
        enrolledAt = member.enrolledAt
        lastActivityAt = member.lastActivityAt
        completedLessons = member.completedLessons
        name = try String(utf8: member.name)
    }
}
