import Client
import Glibc

/// Talks to a daemon, which is started where none answers.
struct Talk {
    let invocation: Invocation
    private let connection: Connection
    private var options: Options { invocation.options }

    init(_ invocation: Invocation) throws(Failure) {
        self.invocation = invocation
        let options = invocation.options
        do throws(ClientError) {
            connection = try Self.connect(options)
        } catch { throw Failure(error, socket: options.socket) }
    }

    private static func connect(_ options: Options) throws(ClientError) -> Connection {
        let deadline = options.timeout.map { ContinuousClock.now + $0 }
        let connection: Connection
        do throws(ClientError) {
            connection = try Connection(socket: options.socket)
        } catch {
            guard case .noDaemon = error, options.spawns else { throw error }
            connection = try Self.start(options)
        }
        connection.deadline = deadline
        return connection
    }

    /// Starts a daemon, and waits until it answers.
    static func start(_ options: Options) throws(ClientError) -> Connection {
        // Where its store lies is the daemon's to know, unless we were told.
        let data = options.data.map { ["--data", Paths.absolute($0)] } ?? []
        let socket = Paths.absolute(options.socket)
        var daemon = DaemonProcess(
            DaemonProcess.program(named: "lmsd"),
            data + ["--listen", socket],
            socket: socket
        )
        if let timeout = options.timeout { daemon.patience = timeout }
        return try daemon.start()
    }

    /// Calls a method; an error reply is an error.
    func call(_ method: String, _ parameters: JSON? = nil) throws(Failure) -> Reply {
        try call(method, parameters.map { [UInt8]($0.line.utf8) } ?? [])
    }

    /// Calls a method with parameters that are JSON already.
    func call(_ method: String, _ parameters: [UInt8]) throws(Failure) -> Reply {
        let reply: Reply
        do throws(ClientError) { reply = try connection.call(method, parameters) } catch {
            throw Failure(error, socket: options.socket)
        }
        guard reply.isError else { return reply }
        guard let error = JSON(reply.json) else {
            throw Failure(.malformed, socket: options.socket)
        }
        throw Failure(error, method: method)
    }

    /// Parameters with ids in the place of names.
    func resolving(
        _ build: (Names) throws(Failure) -> [JSON.Member]
    ) throws(Failure) -> [JSON.Member] {
        let names = Names()
        let members = try build(names)
        guard names.isUnresolved else { return members }
        try names.resolve(over: self)
        return try build(names)
    }
}
