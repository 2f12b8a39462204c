import District
import Glibc

/// What the command line asks for.
struct Options {
    var scale = 20_000
    var rounds = 9
    /// Names of scenarios; empty for all.
    var only: Set<String> = []
    /// A folder that is kept and used again; nil for one that goes away.
    var folder: String?
    var resultPath = "results.json"
    /// Where callgrind is at hand.
    var countsInstructions = unsafe access("/usr/bin/valgrind", X_OK) == 0
    var once: Once?
    /// What is measured: the store in this process, or the daemon over its socket.
    var subject = Subject.store
    /// Whether Redis and PostgreSQL are measured where they are installed.
    var wantsPeers = false
    /// Where clients and servers run; empty for everywhere.
    var placements: Set<String> = []
    /// Where the daemon and its client lie.
    var programs = Program.folder

    enum Subject {
        case store, socket, crowd, processes, platform
        /// The floor over the socket, for ever.
        case echo(String)
        case floor(socket: String, store: String)
    }

    /// One side, one question, so many times.
    struct Once {
        var side: Side
        var query: DistrictQuery
        var count: Int
    }

    enum Side: String, CaseIterable {
        case lms, floor
        /// SQLite's own JSON, and columns that C makes JSON of.
        case sqlite
        case sqliteColumns = "sqlite+c"
    }

    struct Misuse: Error, CustomStringConvertible { var description: String }

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        func value(of name: String) throws -> String {
            guard let value = rest.popFirst() else {
                throw Misuse(description: "\(name) wants a value")
            }
            return value
        }
        func number(of name: String, atLeast minimum: Int) throws -> Int {
            guard let number = try Int(value(of: name)), number >= minimum else {
                throw Misuse(description: "\(name) wants a number from \(minimum) on")
            }
            return number
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--scale": scale = try number(of: argument, atLeast: 200) / 200 * 200
            case "--quick": scale = 2000
            case "--rounds": rounds = try number(of: argument, atLeast: 1)
            case "--only":
                only = Set(try value(of: argument).split(separator: ",").map(String.init))
            case "--store": folder = try value(of: argument)
            case "--json": resultPath = try value(of: argument)
            case "--no-instructions": countsInstructions = false
            case "--socket": subject = .socket
            case "--crowd": subject = .crowd
            case "--processes": subject = .processes
            case "--platform": subject = .platform
            case "--peers": wantsPeers = true
            case "--placements":
                placements = Set(try value(of: argument).split(separator: ",").map(String.init))
            case "--programs": programs = try value(of: argument)
            case "echo": subject = try .echo(value(of: argument))
            case "floor":
                subject = try .floor(socket: value(of: argument), store: value(of: argument))
            case "once":
                guard let side = try Side(rawValue: value(of: argument)),
                    let query = try DistrictQuery(rawValue: value(of: argument).lowercased())
                else { throw Misuse(description: "once SIDE QUERY COUNT") }
                once = try Once(side: side, query: query, count: number(of: argument, atLeast: 1))
            default: throw Misuse(description: "there is no option \(argument)")
            }
        }
    }

    func measures(_ name: String) -> Bool { only.isEmpty || only.contains(name) }
}
