import Glibc

/// A file that stands under its name only when it is whole, and for this user alone.
final class OutputFile {
    private let path: String
    private let draft: String
    private let descriptor: Int32
    private var isFinished = false

    init(_ path: String) throws(Failure) {
        self.path = path
        draft = "\(path).\(getpid()).part"
        descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        close(descriptor)
        if !isFinished { unsafe unlink(draft) }
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Gives the file its name, in the place of one that had it.
    func finish() throws(Failure) {
        guard fsync(descriptor) == 0, unsafe rename(draft, path) == 0 else {
            throw Self.failure(path)
        }
        isFinished = true
    }

    private static func failure(_ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno))
        return Failure(status: .errorReply, message: "\(path): \(reason)")
    }
}
