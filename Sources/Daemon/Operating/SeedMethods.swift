internal import JSONRPC
internal import LMDB
internal import Passwords
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    /// Slice by slice, so that others read and write in between.
    var adminSeed: Method<Guest> {
        let house = self
        return working(.adminSeed, "making a school") { guest, parameters throws(RPCError) in
            let profiles = SeedProfile.allCases.map(\.rawValue)
            guard let name = try parameters.wordIfPresent("profile", of: profiles),
                let profile = SeedProfile(rawValue: name)
            else { throw parameters.invalid("profile", "missing") }
            let percent = try parameters.countIfPresent("size", in: 1...1000) ?? 100
            let seed = try parameters.countIfPresent("randomSeed", in: 0...Int(Int32.max)) ?? 1
            let password = try parameters.passwordIfPresent("password")
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                let start = ContinuousClock.now
                var hash: String?
                if let password {
                    hash = Passwords.hash(password)
                    if hash == nil { throw .noMemory }
                }
                var progress = SeedProgress(
                    profile,
                    percent: percent,
                    seed: UInt64(seed),
                    today: house.today,
                    passwordHash: hash
                )
                while !progress.isDone {
                    do throws(ServiceError) {
                        progress = try house.store.run(SeedSlice(progress), as: context)
                    } catch { throw RPCError(error) }
                    let message = "making a school"
                    guard effort.goesOn(message, progress.percentDone) else {
                        throw RPCError(.requestCancelled, hint: "what has been made stays")
                    }
                }
                let time = ContinuousClock.now - start
                try output.append(progress, time, house.statistics().usedByteCount)
            }
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ progress: SeedProgress, _ time: Duration, _ used: Int) {
        append("{")
        member("profile", progress.profile.rawValue)
        append("\"counts\":{")
        for kind in EntityKind.allCases {
            if let count = progress.counts[kind.table] { member(kind.name, count) }
        }
        removeTrailingComma()
        append("},")
        member("milliseconds", Int(time / .milliseconds(1)))
        member("usedBytes", used)
        append("\"logins\":[")
        for role in User.Role.allCases {
            guard let email = progress.logins[role] else { continue }
            append("{")
            member("role", "\(role.name)")
            member("email", email)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("]}")
    }
}
