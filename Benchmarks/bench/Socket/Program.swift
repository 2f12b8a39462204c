import CLoad
import Glibc

/// A server's process: it ends with this one at the latest.
@safe final class Program {
    let id: pid_t
    private var isOver = false

    /// Starts a program on the server's processor; `user` is 0 for our own.
    init(_ words: [String], log: String, user: uid_t = 0) throws {
        var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        id = unsafe load_spawn(&pointers, log, Placement.allProcessors, user)
        guard id > 0 else { throw Options.Misuse(description: "\(words[0]) does not start") }
    }

    deinit { stop() }

    /// Runs a program to its end.
    static func run(_ words: [String], log: String, user: uid_t = 0) throws {
        let program = try Program(words, log: log, user: user)
        program.isOver = true
        let status = load_wait(program.id)
        guard status == 0 else {
            let said = text(ofFile: log).split(separator: "\n").suffix(3).joined(separator: "\n")
            throw Options.Misuse(description: "\(words[0]) ended with \(status)\n\(said)")
        }
    }

    /// Asks it to end, and waits.
    func stop(_ signal: Int32 = SIGTERM) {
        guard !isOver else { return }
        isOver = true
        kill(id, signal)
        _ = load_wait(id)
    }

    func pin(to processors: UInt64) { load_pin(id, processors) }

    /// The folder of our own program, in which the others lie as well.
    static let folder: String = {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(
            decoding: path[..<max(0, count)].map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
        return own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    }()

    /// The first of these files that can be run.
    static func find(_ name: String, in folders: [String] = []) -> String? {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
        let places = folders + path.split(separator: ":").map(String.init)
        return places.map { $0 + "/" + name }.first { unsafe access($0, X_OK) == 0 }
    }
}

/// A folder that goes away with its content.
final class TemporaryFolder {
    let path: String

    init() throws {
        let place = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array((place + "/lms-bench-XXXXXX").utf8CString)
        guard let name = unsafe mkdtemp(&template) else {
            throw Options.Misuse(description: "\(place) cannot be written to")
        }
        path = unsafe String(cString: name)
    }

    deinit { try? Program.run(["rm", "-rf", path], log: "/dev/null") }
}
