internal import Glibc
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI

extension House {
    /// A copy as of now, beside reads and writes.
    var adminBackup: Method<Guest> { copying(.adminBackup, "copying the store") }

    /// A copy without the room that deleted rows have left.
    var adminCompact: Method<Guest> { copying(.adminCompact, "packing the store") }

    private func copying(_ message: MethodMessage, _ title: String) -> Method<Guest> {
        let house = self
        return working(message, title) { _, parameters throws(RPCError) in
            let path = house.beside(try parameters.string("path"))
            let isCompact =
                try parameters.boolIfPresent("compact") ?? ("\(message.name)" == "admin/compact")
            return { _, output throws(RPCError) in
                let start = ContinuousClock.now
                do throws(OpenError) {
                    try house.engine.copy(to: path, compact: isCompact)
                } catch {
                    house.log.write(.error, "backupFailed", [("reason", error.description)])
                    throw RPCError(copying: error)
                }
                let seconds = ContinuousClock.now - start
                output.append("{")
                output.member("path", path)
                output.member("bytes", LMDBEngine.fileByteCount(in: path))
                output.member("milliseconds", Int(seconds / .milliseconds(1)))
                output.removeTrailingComma()
                output.append("}")
            }
        }
    }

    /// The store's folder, as every program finds it.
    var folder: String { engine.absoluteFolder }

    /// A path as it stands, or a name beside the store's folder.
    private func beside(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = folder.lastIndex(of: "/") else { return path }
        return String(folder[...slash]) + path
    }
}

extension RPCError {
    /// Why there is no copy.
    fileprivate init(copying error: OpenError) {
        switch error {
        case .alreadyExists, .alreadyOpen, .notAStore:
            self.init(
                .invalidParams,
                facts: [.init("path", .text("path")), .init("reason", .text("exists"))],
                hint: "a path where nothing is yet"
            )
        case .system(_, _, let code) where code == EACCES || code == EPERM || code == EROFS:
            self.init(
                .invalidParams,
                facts: [.init("path", .text("path")), .init("reason", .text("notWritable"))],
                hint: "a folder that the daemon may write into"
            )
        case .system(_, _, ENOENT):
            self.init(
                .invalidParams,
                facts: [.init("path", .text("path")), .init("reason", .text("noFolder"))],
                hint: "make the folder around it first"
            )
        case .system(_, _, ENOSPC):
            self.init(.tooLarge, "the disk is full", hint: "make room, or choose another disk")
        default: self.init(.internalError, hint: "the daemon's log")
        }
    }
}
