internal import Glibc
internal import Threads

/// A file that gets a copy of everything that clients send and are sent, passwords included: for the
/// search for a mistake, and for nothing else.
public final class Mirror: Sendable {
    /// Which way bytes went.
    enum Direction: String {
        case received = ">"
        case sent = "<"
    }

    private let descriptor: Int32
    private let lock = Lock()

    /// Opens a file that nobody else can read, at its end.
    public init(path: String) throws(SocketError) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { throw .system(call: "open", number: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == getuid(), fchmod(descriptor, 0o600) == 0
        else {
            Glibc.close(descriptor)
            throw .occupied
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Writes a line that says which connection and how many bytes, the bytes, and a line end.
    func copy(_ bytes: RawSpan, _ direction: Direction, of connection: UInt64) {
        var text = [UInt8]("\(connection) \(direction.rawValue) \(bytes.byteCount)\n".utf8)
        text.reserveCapacity(text.count + bytes.byteCount + 1)
        unsafe bytes.withUnsafeBytes { unsafe text.append(contentsOf: $0) }
        text.append(UInt8(ascii: "\n"))
        lock.withLock {
            var sent = 0
            while sent < text.count {
                let count = unsafe text[sent...].withUnsafeBytes {
                    unsafe write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                // A full disk must not end the service: what is missing is missing.
                guard count > 0 else { return }
                sent += count
            }
        }
    }
}
