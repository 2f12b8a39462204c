internal import Client
internal import Oracle
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

/// Two schools that differ in nothing but what is hidden from one person, who asks both the same.
package struct Pairs {
    private let seed: UInt64
    private let folder: String
    /// How many calls were made.
    package private(set) var count = 0
    /// How many of them were answered with a result.
    package private(set) var successes = 0
    /// What the calls came to.
    package private(set) var coverage = Coverage()
    /// Calls that were answered differently.
    package private(set) var differences: [String] = []

    /// Pairs of schools that are kept below a folder while they are asked.
    package init(seed: UInt64, folder: String) {
        self.seed = seed
        self.folder = folder
    }

    /// Methods whose answers are about the store as a whole, or the session alone.
    private static let unfit: Set<String> = [
        "session/me", "session/logout", "session/changePassword", "session/actAs",
        "initialize", "initialized", "$/setTrace", "$/cancelRequest", "session/login", "shutdown",
        "exit", "ping", "rpc.discover", "server/health", "server/version", "server/stats",
    ]

    /// One pair and one person: asks so often, or until something is written that may show more than
    /// before.
    package mutating func play(_ number: Int, calls: Int) throws {
        let shelf = Shelf.random(seed: seed &+ UInt64(number / 8))
        var dice = Dice(seed: seed &* 31 &+ UInt64(number))
        let people = shelf.users.filter { $0.organizationID != nil || dice.percent(20) }
        let me = people[dice.below(people.count)]
        let other = shelf.disguised(from: Sentences(of: me, in: shelf, on: Shelf.today))
        let halls = try [Hall(shelf, in: "\(folder)-a"), Hall(other, in: "\(folder)-b")]
        defer { for hall in halls { hall.close() } }
        let talks = try halls.map { try $0.connect(as: Caller(me)) }
        var random = Calls(seed: dice.next(), in: shelf)
        let methods = MethodMessage.all.filter {
            !Self.unfit.contains("\($0.name)") && !"\($0.name)".hasPrefix("admin/")
        }
        let permitted = methods.filter {
            PolicyTable.standard.permits(Caller(me).kind, toCall: "\($0.name)")
        }
        for _ in 0..<calls {
            let method = random.pick(dice.percent(95) ? permitted : methods)
            let parameters = random.parameters(of: method)
            let replies = try talks.map {
                try $0.call("\(method.name)", [UInt8](parameters.utf8))
            }
            count += 1
            coverage.note("\(method.name)", by: Caller(me).kind, Coverage.Ending(replies[0]))
            if replies[0] != replies[1] {
                let texts = replies.map { String(decoding: $0.json, as: UTF8.self) }
                differences.append(
                    "\(me.role) \(me.id) \(method.name) \(parameters): \(texts[0]) | \(texts[1])"
                )
                return
            }
            if replies[0].isError { continue }
            successes += 1
            if case .writes = method.effect, !parameters.contains("\"dryRun\":true") { return }
        }
    }
}
