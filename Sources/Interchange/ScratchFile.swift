internal import Glibc

/// A file without a name: it is gone with whoever holds it, however the program ends.
///
/// What is too long for the memory lies here while it is made, or while it comes in. Whoever holds it
/// writes and reads one after another.
public final class ScratchFile: Sendable {
    /// Why it cannot be written or read, for people.
    public struct Failure: Error, Equatable, Sendable {
        /// What the system says.
        public let reason: String
        /// Whether there is no room left.
        public let isFull: Bool

        init(_ code: Int32) {
            reason = unsafe String(cString: strerror(code))
            isFull = code == ENOSPC || code == EDQUOT
        }
    }

    private let descriptor: Int32

    /// A file on the disk of a folder, for this user alone.
    public init(beside folder: String) throws(Failure) {
        var path = Array((folder + "/scratch-XXXXXX").utf8CString)
        descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0 else { throw Failure(errno) }
        unsafe unlink(path)
        // A program that is started from here has no business with it.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// Writes bytes at a place.
    public func write(_ bytes: [UInt8], at offset: Int) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + done },
                    buffer.count - done,
                    off_t(offset + done)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(count < 0 ? errno : ENOSPC) }
            done += count
        }
    }

    /// So many bytes from a place; fewer at the end.
    public func read(_ count: Int, at offset: Int) throws(Failure) -> [UInt8] {
        var code: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
            while size < count {
                let start = unsafe buffer.baseAddress.map { unsafe $0 + size }
                let got = unsafe pread(descriptor, start, count - size, off_t(offset + size))
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                guard got > 0 else { return }
                size += got
            }
        }
        guard code == 0 else { throw Failure(code) }
        return bytes
    }
}
