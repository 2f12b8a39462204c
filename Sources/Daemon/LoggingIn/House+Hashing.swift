internal import JSONRPC
internal import Passwords
internal import Records
internal import SchoolAPI
internal import SchoolServices
internal import Threads

extension House {
    /// What a method does off the loop, where passwords are hashed.
    typealias Hashing = @Sendable () -> Result<[UInt8], RPCError>

    /// A method that checks or hashes a password: all that comes behind it in its session waits.
    func hashing(
        _ message: MethodMessage,
        _ prepare: @escaping @Sendable (Guest, inout Parameters) throws(RPCError) -> Hashing
    ) -> Method<Guest> {
        let house = self
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let work = try prepare(guest, &parameters)
            parameters.holdsOthers = true
            return { completion in
                house.hash(completion) { completion.finish(work()) }
            }
        }
    }

    /// A method that makes a person, whose `password` is hashed before the writer is asked; one that is not
    /// given is made here, and told unless nothing comes of it.
    func writingPassword<Success: Sendable>(
        _ message: MethodMessage,
        _ prepare:
            @escaping @Sendable (inout Parameters) throws(RPCError) ->
            @Sendable (NewPassword) ->
            Body<Success>,
        _ answer: @escaping @Sendable (Success, NewPassword, inout OutputBuffer) -> Void
    ) -> Method<Guest> {
        let house = self
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let given = try parameters.passwordIfPresent("password")
            let mustChange = try parameters.bool("mustChangePassword", default: given == nil)
            let isRehearsal = try parameters.bool("dryRun", default: false)
            let body = try prepare(&parameters)
            let context = house.context(for: guest)
            let submit: @Sendable (NewPassword?, Completion) -> Void = { password, completion in
                guard var password else { return completion.fail(.noMemory) }
                password.mustChange = mustChange
                password.isRehearsed = isRehearsal
                let told = password
                house.submit(body(told), as: context, isRehearsal: isRehearsal, completion) {
                    answer($0, told, &$1)
                }
            }
            guard let given else {
                return { completion in submit(NewPassword.generate(), completion) }
            }
            parameters.holdsOthers = true
            return { completion in
                house.hash(completion) {
                    let hash = Passwords.hash(given)
                    submit(
                        hash.map {
                            NewPassword(hash: $0, generated: nil, mustChange: mustChange)
                        },
                        completion
                    )
                }
            }
        }
    }

    /// A method that changes a person: a password is hashed before the writer is asked, and stays as it is
    /// where none is given.
    func changingPassword<Success: Sendable>(
        _ message: MethodMessage,
        _ prepare:
            @escaping @Sendable (inout Parameters) throws(RPCError) -> (
                password: String?, body: @Sendable (_ hash: String?) -> Body<Success>
            ),
        _ answer: @escaping @Sendable (Success, inout OutputBuffer) -> Void
    ) -> Method<Guest> {
        let house = self
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let isRehearsal = try parameters.bool("dryRun", default: false)
            let (password, body) = try prepare(&parameters)
            let context = house.context(for: guest)
            let submit: @Sendable (String?, Completion) -> Void = { hash, completion in
                house.submit(
                    body(hash),
                    as: context,
                    isRehearsal: isRehearsal,
                    completion,
                    answer
                )
            }
            guard let password else { return { completion in submit(nil, completion) } }
            parameters.holdsOthers = true
            return { completion in
                house.hash(completion) {
                    guard let hash = Passwords.hash(password) else {
                        return completion.fail(.noMemory)
                    }
                    submit(hash, completion)
                }
            }
        }
    }

    private func hash(_ completion: Completion, _ work: @escaping @Sendable () -> Void) {
        let isQueued = hashingThread.submit(work)
        if !isQueued { completion.fail(RPCError(.busy, "too many passwords are being checked")) }
    }
}

extension RPCError {
    static var noMemory: RPCError {
        RPCError(.busy, "there is no memory to hash a password in")
    }
}
