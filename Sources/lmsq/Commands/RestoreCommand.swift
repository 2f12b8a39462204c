import Client
import Glibc

/// Puts a backup in the place of the daemon's store.
///
/// The backup is copied beside the store and checked there by a daemon of its own; only then the daemon
/// is stopped, the copy is put in the place of its store, and it is started again. The old store is kept.
struct RestoreCommand {
    private let invocation: Invocation
    private static let copiedBytes = 1 << 20

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run(_ words: [String]) throws(Failure) {
        guard let word = words.first, words.count == 1, invocation.flags.isEmpty else {
            throw .usage("restore takes one backup", hint: "lmsq restore BACKUP")
        }
        let source = try source(Paths.absolute(word))
        let talk = try Talk(invocation)
        guard let store = try talk.call("admin/stats").member("folder")?.string else {
            throw Failure(.malformed, socket: invocation.options.socket)
        }
        let draft = store + ".restoring"
        try copy(source, to: draft)
        try check(draft)
        var old = ""
        try DaemonCommand(invocation).restart { () throws(Failure) in
            old = try exchange(store, draft)
        }
        let members: [JSON.Member] = [
            .init(name: "restored", value: .text(word)), .init(name: "store", value: .text(store)),
            .init(name: "replaced", value: .text(old)),
        ]
        var printer = Printer(invocation.options.format)
        try printer.show(Reply(isError: false, json: [UInt8](JSON.object(members).line.utf8)))
    }

    /// The file of a backup, which is a folder with it, or itself.
    private func source(_ path: String) throws(Failure) -> String {
        for file in [path + "/data.mdb", path] {
            var status = stat()
            if unsafe stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
        }
        throw Failure(
            status: .errorReply,
            message: "\(path) is no backup",
            hint: "a folder that lmsq backup has made"
        )
    }

    private func copy(_ source: String, to folder: String) throws(Failure) {
        // What a restore has left that was interrupted.
        try clear(folder)
        guard unsafe mkdir(folder, 0o700) == 0 else { throw failure("mkdir", folder) }
        let input = unsafe open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure("open", source) }
        defer { close(input) }
        let file = folder + "/data.mdb"
        let output = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw failure("open", file) }
        defer { close(output) }
        while true {
            let count = sendfile(output, input, nil, Self.copiedBytes)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("write", file) }
            if count == 0 { break }
        }
        guard fsync(output) == 0 else { throw failure("fsync", file) }
        try sync(folder)
    }

    private func clear(_ folder: String) throws(Failure) {
        for name in ["data.mdb", "lock.mdb", "store.lock"] {
            guard unsafe unlink(folder + "/" + name) == 0 || errno == ENOENT else {
                throw failure("unlink", folder + "/" + name)
            }
        }
        guard unsafe rmdir(folder) == 0 || errno == ENOENT else { throw failure("rmdir", folder) }
    }

    /// Lets a daemon of its own look at all that is in the copy.
    private func check(_ folder: String) throws(Failure) {
        var other = invocation
        other.options.socket = Paths.absolute(invocation.options.socket) + ".restore"
        other.options.data = folder
        other.options.spawns = true
        let talk = try Talk(other)
        let found: Result<Int64?, Failure>
        do throws(Failure) {
            found = .success(try talk.call("admin/validate").member("count")?.int)
        } catch { found = .failure(error) }
        try DaemonCommand(other).end()
        guard let count = try found.get() else {
            throw Failure(.malformed, socket: other.options.socket)
        }
        guard count == 0 else {
            throw Failure(
                status: .findings,
                message: "the backup has \(count) findings, and is not restored",
                hint: "lmsq --data \(folder) --socket /tmp/other.sock validate"
            )
        }
    }

    /// Puts one folder in the place of another; returns where the old store is kept.
    private func exchange(_ store: String, _ draft: String) throws(Failure) -> String {
        var number = 1
        while unsafe access("\(store).replaced-\(number)", F_OK) == 0 { number += 1 }
        let kept = "\(store).replaced-\(number)"
        guard unsafe rename(store, kept) == 0 else { throw failure("rename", store) }
        guard unsafe rename(draft, store) == 0 else {
            let failure = failure("rename", draft)
            _ = unsafe rename(kept, store)
            throw failure
        }
        if let slash = store.lastIndex(of: "/") { try sync(String(store[...slash])) }
        return kept
    }

    private func sync(_ folder: String) throws(Failure) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", folder) }
    }

    private func failure(_ call: String, _ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno))
        return Failure(
            status: .errorReply,
            message: "\(path): \(call): \(reason)",
            hint: "the store is as it was"
        )
    }
}
