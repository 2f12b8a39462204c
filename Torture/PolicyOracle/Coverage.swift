package import Client
internal import Records
internal import SchoolAPI
package import SchoolServices

/// Which methods were called by whom, and what came of it.
package struct Coverage {
    /// How a call ended.
    package enum Ending: CaseIterable {
        /// With a result, and with a list of nothing.
        case result, empty
        case notFound, forbidden
        /// For a reason of the school's own, or of the parameters.
        case refused

        package init(_ reply: Reply) {
            guard reply.isError else {
                let items = JSON(reply.json)?["items"]?.elements
                self = items?.isEmpty == true ? .empty : .result
                return
            }
            switch JSON(reply.json)?["data"]?["kind"]?.string {
            case "notFound", "referenceMissing": self = .notFound
            case "forbidden", "notLoggedIn": self = .forbidden
            default: self = .refused
            }
        }
    }

    /// A method and a kind of caller.
    package struct Pair: Hashable, CustomStringConvertible {
        package let method: String
        package let kind: Caller.Kind
        package var description: String { "\(method) by \(kind)" }
    }

    private var counts: [Pair: [Ending: Int]] = [:]

    package init() {}

    /// Notes one call.
    package mutating func note(_ method: String, by kind: Caller.Kind, _ ending: Ending) {
        counts[Pair(method: method, kind: kind), default: [:]][ending, default: 0] += 1
    }

    /// Notes the calls of another one too.
    package mutating func add(_ other: Coverage) {
        for (pair, endings) in other.counts {
            counts[pair, default: [:]].merge(endings, uniquingKeysWith: +)
        }
    }

    /// Whether a pair was met with a result.
    package func isMet(_ pair: Pair) -> Bool {
        let endings = counts[pair] ?? [:]
        return (endings[.result] ?? 0) + (endings[.empty] ?? 0) > 0
    }

    /// The pairs that must be met: who may call a method gets a result out of it once at least.
    package static let wanted: [Pair] = MethodMessage.all.flatMap { method in
        PolicyTable.kinds.compactMap { kind in
            let name = "\(method.name)"
            let pair = Pair(method: name, kind: kind)
            guard method.admission == .ruled, !unanswered.contains("\(pair)"),
                PolicyTable.standard.permits(kind, toCall: name)
            else { return nil }
            return pair
        }
    }

    /// Who may call a method, and is told by the sentences that no row is theirs to do it with.
    private static let unanswered: Set<String> = [
        // The profile of a teacher is for staff.
        "teacher/get by student", "teacher/get by parent",
        // Nobody but a teacher of the course changes what others have said.
        "discussion/edit by admin", "forum/editReply by admin",
        // Whoever teaches gives the scores.
        "test/grade by admin",
    ]

    package var unmet: [Pair] { Self.wanted.filter { !isMet($0) } }

    /// How many methods were called by each kind of caller, and how often with which ending.
    package var lines: [String] {
        (PolicyTable.kinds + [.service]).compactMap { kind in
            let mine = counts.filter { $0.key.kind == kind }
            guard !mine.isEmpty else { return nil }
            let endings = Ending.allCases.map { ending in
                "\(mine.values.reduce(0) { $0 + ($1[ending] ?? 0) }) \(ending)"
            }
            let wanted = Self.wanted.filter { $0.kind == kind }
            let met = wanted.count(where: isMet)
            return "\(kind): \(mine.count) methods of \(MethodMessage.all.count) called, \(met) of "
                + "\(wanted.count) that are for them with a result: "
                + endings.joined(separator: ", ")
        }
    }
}
