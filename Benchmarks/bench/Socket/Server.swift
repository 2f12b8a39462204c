import CLoad
import District
import Glibc

/// What is measured: a process that answers at a Unix socket.
protocol Server: AnyObject {
    /// As the results name it.
    var name: String { get }
    var socket: String { get }
    var program: Program { get }
    var `protocol`: load_protocol { get }
    /// What a connection says first, and how many replies that gets.
    var hello: (bytes: [UInt8], replies: Int) { get }
}

extension Server {
    var hello: (bytes: [UInt8], replies: Int) { ([], 0) }

    /// Waits until it lets us in, at most ten seconds.
    func waitUntilReady() throws {
        for _ in 0..<10_000 {
            if (try? Clients(self, count: 1)) != nil { return }
            usleep(1_000)
        }
        throw Options.Misuse(description: "\(name) does not answer")
    }
}

/// The floor: bytes of the right number.
final class EchoServer: Server {
    let name = "echo"
    let socket: String
    let program: Program
    let `protocol` = LOAD_ECHO

    init(in folder: String) throws {
        socket = folder + "/echo.sock"
        let words = [Program.folder + "/bench", "echo", socket]
        program = try Program(words, log: folder + "/echo.log")
        try waitUntilReady()
    }

    /// A request that gets so many bytes.
    static func request(size: Int, replySize: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0x79, count: max(8, size))
        for (place, number) in [UInt32(bytes.count), UInt32(replySize)].enumerated() {
            for index in 0..<4 {
                bytes[place * 4 + index] = UInt8(truncatingIfNeeded: number >> (index * 8))
            }
        }
        return bytes
    }
}

/// The same answers out of the same store, by C that checks nothing but the stored bytes.
final class FloorServer: Server {
    let name = "floor"
    private(set) var isServing = true
    let socket: String
    let program: Program
    let `protocol` = LOAD_JSON_RPC

    init(store: String, in folder: String) throws {
        socket = folder + "/floor.sock"
        let words = [Program.folder + "/bench", "floor", socket, store]
        program = try Program(words, log: folder + "/floor.log")
        try waitUntilReady()
    }

    /// Whether it gives a reply, which must be the daemon's, and does not leave the question to others.
    static func knows(_ request: [UInt8], _ reply: [UInt8], _ floor: Clients) throws -> Bool {
        let own = try floor.ask(request)
        if own == reply { return true }
        guard own.suffix(5) == Array("null}".utf8)[...] else {
            let said = [own, reply].map { String(decoding: $0.prefix(400), as: UTF8.self) }
            throw Options.Misuse(description: "floor and lms differ:\n\(said[0])\n\(said[1])")
        }
        return false
    }

    /// It knows nothing of writers.
    func stop() {
        isServing = false
        program.stop()
    }
}

/// Redis with one value for each question, of the size of its reply.
final class RedisServer: Server {
    let name = "redis"
    let socket: String
    let program: Program
    let `protocol` = LOAD_REDIS

    static var path: String? { Program.find("redis-server") }

    init(_ path: String, in folder: String) throws {
        socket = folder + "/redis.sock"
        let words = [
            path, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no",
        ]
        program = try Program(words, log: folder + "/redis.log")
        try waitUntilReady()
    }

    static func get(_ key: String) -> [UInt8] { command("GET", Array(key.utf8)) }

    static func set(_ key: String, size: Int) -> [UInt8] {
        command("SET", Array(key.utf8), [UInt8](repeating: 0x78, count: size))
    }

    private static func command(_ name: String, _ arguments: [UInt8]...) -> [UInt8] {
        ([Array(name.utf8)] + arguments).reduce(Array("*\(arguments.count + 1)\r\n".utf8)) {
            $0 + Array("$\($1.count)\r\n".utf8) + $1 + [0x0d, 0x0a]
        }
    }
}
