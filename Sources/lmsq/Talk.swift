import Client

/// Talks to a daemon, which is started where none answers.
struct Talk {
    private let connection: Connection

    init(_ arguments: Arguments) throws(Failure) {
        do throws(ClientError) {
            do throws(ClientError) {
                connection = try Connection(
                    socket: arguments.socket,
                    timeoutSeconds: arguments.timeoutSeconds
                )
            } catch {
                guard case .noDaemon = error, arguments.spawns else { throw error }
                connection = try Self.start(arguments)
            }
        } catch { throw .client(error) }
    }

    /// Starts a daemon, and waits until it answers.
    static func start(_ arguments: Arguments) throws(ClientError) -> Connection {
        try DaemonProcess.start(
            DaemonProcess.program(named: "lmsd"),
            ["--data", arguments.data, "--listen", arguments.socket],
            socket: arguments.socket
        )
    }

    /// Calls a method; an error reply is an error.
    func call(_ method: String, _ parameters: [UInt8] = []) throws(Failure) -> JSON {
        let reply: Reply
        do throws(ClientError) { reply = try connection.call(method, parameters) } catch {
            throw .client(error)
        }
        guard let value = JSON(reply.json) else { throw .client(.malformed) }
        guard !reply.isError else { throw .errorReply(value) }
        return value
    }

    // MARK: - Names

    /// What a name on the command line can stand for.
    enum Kind: String {
        case cohort, group, student
    }

    /// The id of a row that is named by its id, code, name or address.
    func resolve(_ kind: Kind, _ word: String) throws(Failure) -> JSON {
        if let id = Int64(word), id > 0 { return .integer(id) }
        let search = JSON.text(word).line
        let members =
            kind == .cohort
            ? ["code", "name"]
            : kind == .group
                ? ["code", "name"]
                : ["code", "email", "fullName"]
        let parameters = [UInt8]("{\"search\":\(search),\"limit\":50}".utf8)
        let rows = try call("\(kind.rawValue)/list", parameters)["items"]?.elements ?? []
        let exact = rows.filter { row in
            members.contains { row[$0]?.string?.lowercased() == word.lowercased() }
        }
        let found = exact.isEmpty ? rows : exact
        guard let first = found.first, let id = first["id"] else {
            throw .notFound("there is no \(kind.rawValue) named \(word)")
        }
        guard found.count == 1 else {
            let ids = found.prefix(5).compactMap { $0["id"]?.line }.joined(separator: ", ")
            throw .notFound("\(word) may be any of several: \(ids)")
        }
        return id
    }
}
