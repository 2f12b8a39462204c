internal import Collation
internal import JSONRPC
internal import LMDB
internal import Passwords
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var loginMethods: [Method<Guest>] { [logIn, me, logOut, changePassword, actAs] }

    // MARK: - Methods

    private var logIn: Method<Guest> {
        let house = self
        return hashing(.sessionLogin) { guest, parameters throws(RPCError) in
            let email = try parameters.string("email")
            let password = try parameters.string("password")
            let box = guest.login
            return { house.logIn(email, password, box) }
        }
    }

    private var changePassword: Method<Guest> {
        let house = self
        return hashing(.sessionChangePassword) { guest, parameters throws(RPCError) in
            let old = try parameters.string("old")
            guard let new = try parameters.passwordIfPresent("new") else {
                throw parameters.invalid("new", "missing")
            }
            guard case .loggedIn(let login) = guest.login.state else {
                throw RPCError(.forbidden, hint: "a service has no password")
            }
            let box = guest.login
            return { house.changePassword(of: login, from: old, to: new, box) }
        }
    }

    private var me: Method<Guest> {
        reading(.sessionMe) { guest, _, output throws(RPCError) in
            var identity: Identity?
            if case .loggedIn(let login) = guest.login.state {
                identity = try guest.desk.read { view throws(ServiceError) in
                    try view.identity(of: login.id)
                }
            }
            output.append("{")
            output.member("kind", identity.map { "\($0.user.role.name)" } ?? "service")
            output.append("\"user\":")
            output.append(optional: identity?.user)
            output.append(",\"profile\":")
            if let student = identity?.profiles.student {
                output.append(row: student)
            } else if let teacher = identity?.profiles.teacher {
                output.append(row: teacher)
            } else {
                output.append(optional: identity?.profiles.parent)
            }
            output.append(",\"organization\":")
            output.append(optional: identity?.organization)
            output.append(",\"rights\":")
            let rights = MethodMessage.all.filter { guest.may($0) }
            output.append(texts: rights.map { "\($0.name)" })
            output.append("}")
        }
    }

    private var logOut: Method<Guest> {
        let message = MethodMessage.sessionLogout
        return .read(message.name) { guest, _, output throws(RPCError) in
            // Also where the session has ended: there is no other way back.
            if case .none = guest.login.state { try guest.admit(message) }
            guest.login.state = .none
            output.append("null")
        }
    }

    private var actAs: Method<Guest> {
        let house = self
        let message = MethodMessage.sessionActAs
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let context = house.context(for: guest)
            guard context.caller.kind == .service || context.caller.kind == .admin else {
                throw RPCError(.forbidden, facts: [.init("rule", .text("actAs"))])
            }
            let named = try parameters.name("userId", of: User.self)
            let box = guest.login
            parameters.holdsOthers = true
            let body: Body<User> = { scope, context throws(ServiceError) in
                try ActAs(try named.resolve(in: scope)).run(in: &scope, as: context)
            }
            return { completion in
                house.submit(body, as: context, isRehearsal: false, completion) { user, output in
                    box.state = .loggedIn(Login(user))
                    output.append(row: user)
                }
            }
        }
    }

    // MARK: - On the thread that hashes

    /// An address that nobody has, a wrong password and a closed login cost and answer the same.
    private func logIn(
        _ email: String,
        _ password: String,
        _ box: LoginBox
    ) -> Result<[UInt8], RPCError> {
        let address = collator.folded(email, trimming: true).folded
        let context = Context(collator: collator)
        guard !badLogins.isLimited(address, at: Int(uptimeSeconds)) else {
            return .failure(RPCError(.rateLimited))
        }
        let found: User?
        do throws(ServiceError) {
            found = try store.read { view throws(ServiceError) in
                try view.user(email: email, context)
            }
        } catch { return .failure(RPCError(error)) }
        let hash = found?.isActive == true ? found?.passwordHash : nil
        guard Passwords.matches(password, hash), var user = found else {
            badLogins.note(address, at: Int(uptimeSeconds))
            log.write(.info, "badLogin")
            return .failure(RPCError(.badCredentials))
        }
        badLogins.forget(address)
        // Whoever cannot be written down may come in all the same.
        if let noted = try? store.run(NoteLogin(user.id), as: context) { user = noted }
        box.state = .loggedIn(Login(user))
        var output = OutputBuffer()
        output.append("{\"user\":")
        output.append(row: user)
        output.append(",")
        output.member("role", "\(user.role.name)")
        output.append("\"mustChangePassword\":")
        output.append(user.mustChangePassword ? "true}" : "false}")
        return .success([UInt8](copying: output.bytes))
    }

    private func changePassword(
        of login: Login,
        from old: String,
        to new: String,
        _ box: LoginBox
    ) -> Result<[UInt8], RPCError> {
        let address = "\(login.id.rawValue)"
        guard !badChanges.isLimited(address, at: Int(uptimeSeconds)) else {
            return .failure(RPCError(.rateLimited))
        }
        guard Passwords.matches(old, login.passwordHash) else {
            badChanges.note(address, at: Int(uptimeSeconds))
            return .failure(RPCError(.badCredentials))
        }
        guard let hash = Passwords.hash(new) else { return .failure(.noMemory) }
        let change = ChangePassword(login.id, from: login.passwordHash, to: hash)
        do throws(ServiceError) {
            // The password is the user's own, whatever else the policy says of the row.
            let context = Context(collator: collator, performer: login.id)
            box.state = .loggedIn(Login(try store.run(change, as: context)))
        } catch { return .failure(RPCError(error)) }
        return .success([UInt8]("{\"ok\":true}".utf8))
    }
}
