public import Records

/// One method: its name, its parameters in the order of their positions, and one closure.
///
/// `Client` is what the daemon keeps for a connection; it never leaves the loop's thread.
public struct Method<Client: AnyObject>: Sendable {
    /// Writes a result on the loop's thread.
    public typealias Answer =
        @Sendable (Client, inout Parameters, inout OutputBuffer) throws(RPCError) -> Void
    /// Reads parameters on the loop's thread, and says how to begin the write.
    public typealias PrepareWrite =
        @Sendable (Client, inout Parameters) throws(RPCError) -> @Sendable (Completion) -> Void
    /// Reads parameters on the loop's thread, and says what to do on another.
    public typealias PrepareWork = @Sendable (Client, inout Parameters) throws(RPCError) -> Work

    let entry: MethodTable.Entry

    private init(
        _ name: StaticString,
        _ parameters: [StaticString],
        ignoresUnknown: Bool = false,
        _ body: MethodTable.Body
    ) {
        entry = MethodTable.Entry(name, parameters, ignoresUnknown: ignoresUnknown, body)
    }

    /// A method that reads: it waits for the unanswered writes of its connection, then answers at once.
    public static func read(
        _ name: StaticString,
        _ parameters: [StaticString] = [],
        _ answer: @escaping Answer
    ) -> Method {
        Method(name, parameters, .answer(waits: true, erase(answer)))
    }

    /// A method that answers at once, whatever goes on; `ignoresUnknown` parameters if it must.
    public static func immediate(
        _ name: StaticString,
        _ parameters: [StaticString] = [],
        ignoresUnknown: Bool = false,
        _ answer: @escaping Answer
    ) -> Method {
        Method(
            name,
            parameters,
            ignoresUnknown: ignoresUnknown,
            .answer(waits: false, erase(answer))
        )
    }

    /// A method that writes: it begins in the order of arrival, and is answered after its commit.
    public static func write(
        _ name: StaticString,
        _ parameters: [StaticString] = [],
        _ prepare: @escaping PrepareWrite
    ) -> Method {
        Method(
            name,
            parameters,
            .write { client, parameters throws(RPCError) in
                try prepare(unsafe unsafeDowncast(client, to: Client.self), &parameters)
            }
        )
    }

    /// A method that reads for long: it waits as `read` does, then works beside the loops.
    public static func long(
        _ name: StaticString,
        _ parameters: [StaticString] = [],
        _ prepare: @escaping PrepareWork
    ) -> Method {
        Method(name, parameters, .long(isExclusive: false, erase(prepare)))
    }

    /// A long method that changes what the messages behind it mean, such as a login: they all wait.
    public static func exclusive(
        _ name: StaticString,
        _ parameters: [StaticString] = [],
        _ prepare: @escaping PrepareWork
    ) -> Method {
        Method(name, parameters, .long(isExclusive: true, erase(prepare)))
    }

    /// The method that ends the conversation.
    public static func end(_ name: StaticString) -> Method { Method(name, [], .end) }

    // MARK: - Explaining

    /// What it is called.
    public var name: StaticString { entry.name }

    /// The names of its parameters, in the order of their positions.
    public var parameterNames: [StaticString] { entry.parameters }

    /// Answers inside another method; false where the method does not answer at once.
    public func answer(
        _ client: Client,
        _ parameters: inout Parameters,
        _ output: inout OutputBuffer
    ) throws(RPCError) -> Bool {
        guard case .answer(_, let answer) = entry.body else { return false }
        try answer(client, &parameters, &output)
        return true
    }

    /// Prepares a write inside another method: how to begin it, or nil where the method is no write.
    public func prepareWrite(
        _ client: Client,
        _ parameters: inout Parameters
    ) throws(RPCError) -> (@Sendable (Completion) -> Void)? {
        guard case .write(let prepare) = entry.body else { return nil }
        return try prepare(client, &parameters)
    }

    // The table knows its clients' type, and a session refuses any other: the casts cannot fail. They
    // keep the hot path free of generic code, which would not be specialised across modules.
    private static func erase(_ answer: @escaping Answer) -> MethodTable.Answer {
        { client, parameters, output throws(RPCError) in
            try answer(unsafe unsafeDowncast(client, to: Client.self), &parameters, &output)
        }
    }

    private static func erase(
        _ prepare: @escaping PrepareWork
    ) -> @Sendable (AnyObject, inout Parameters) throws(RPCError) -> Work {
        { client, parameters throws(RPCError) in
            try prepare(unsafe unsafeDowncast(client, to: Client.self), &parameters)
        }
    }
}

/// Work that leaves the loop: it owns what it needs and writes a result.
public typealias Work =
    @Sendable (inout OutputBuffer, Cancellation) throws(RPCError) -> Void
