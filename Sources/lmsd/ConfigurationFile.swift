import Daemon
import Glibc

/// The file with an operator's settings.
enum ConfigurationFile {
    private static let maximumBytes = 1 << 20

    /// Reads a file; nothing where there is none, unless somebody has named it.
    static func read(_ path: String, mustExist: Bool) throws(SettingsError) -> [String: String] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR, !mustExist else {
                throw .file("\(path) cannot be read")
            }
            return [:]
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .file("\(path) cannot be read") }
            if count == 0 { break }
            bytes += chunk[..<count]
            guard bytes.count <= maximumBytes else { throw .file("\(path) is too long") }
        }
        return try SettingsFile.parse(bytes)
    }
}
