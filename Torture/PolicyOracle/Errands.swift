internal import Client
internal import Oracle
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

/// Everybody calls what is for them until it is answered with a result, in schools that change meanwhile.
package struct Errands {
    private let folder: String
    private let tries: Int
    private var dice: Dice
    /// How many calls were made.
    package private(set) var count = 0
    /// What all calls have come to.
    package private(set) var coverage: Coverage

    /// Goes on where other calls have ended.
    package init(seed: UInt64, folder: String, tries: Int, after coverage: Coverage) {
        self.folder = folder
        self.tries = tries
        self.coverage = coverage
        dice = Dice(seed: seed)
    }

    /// What a session must have said before a method can have a result.
    private static let preludes: [String: [(String, String)]] = [
        "admin/subscribe": [listening], "admin/unsubscribe": [listening, subscription],
    ]
    private static let listening = (
        "initialize", #"{"capabilities":{"notifications":["store/changed"]}}"#
    )
    private static let subscription = ("admin/subscribe", #"{"areas":["group"]}"#)

    /// There must be something to restore.
    private func deleteGroups(of shelf: Shelf, in hall: Hall) throws {
        let service = try hall.connect(as: .service)
        for group in shelf.groups {
            _ = try service.call("group/delete", [UInt8]("{\"id\":\(group.id)}".utf8))
        }
    }

    /// In one school, as everybody of each kind in turn.
    package mutating func play(_ number: Int) throws {
        let shelf = Shelf.random(seed: dice.next())
        let path = "\(folder)-\(number)"
        let hall = try Hall(shelf, in: path)
        defer { hall.close() }
        var calls = Calls(seed: dice.next(), in: shelf)
        let methods = Dictionary(uniqueKeysWithValues: MethodMessage.all.map { ("\($0.name)", $0) })
        let people = shelf.users.filter { $0.organizationID != nil }
        for pair in coverage.unmet {
            guard let method = methods[pair.method] else { continue }
            if pair.method == "group/restore" { try deleteGroups(of: shelf, in: hall) }
            let mine = people.filter { Caller($0).kind == pair.kind }
            let talks = try mine.map { me in
                let talk = try hall.connect(as: Caller(me))
                for (method, parameters) in Self.preludes[pair.method] ?? [] {
                    _ = try talk.call(method, [UInt8](parameters.utf8))
                }
                return talk
            }
            for _ in 0..<tries where !coverage.isMet(pair) {
                guard let talk = dice.pick(talks) else { break }
                let parameters = calls.parameters(of: method)
                let reply = try talk.call(pair.method, [UInt8](parameters.utf8))
                count += 1
                coverage.note(pair.method, by: pair.kind, Coverage.Ending(reply))
            }
        }
    }
}
