internal import Glibc

/// Where store and socket lie unless told: daemon and client must agree.
public enum Paths {
    /// The folder of the store.
    public static var data: String {
        variable("LMS_DATA") ?? (variable("XDG_DATA_HOME") ?? home + "/.local/share") + "/lms"
    }

    /// The file with the daemon's settings.
    public static var configuration: String {
        variable("LMS_CONFIG") ?? (variable("XDG_CONFIG_HOME") ?? home + "/.config")
            + "/lms/config.json"
    }

    /// The daemon's socket.
    public static var socket: String {
        if let socket = variable("LMS_SOCKET") ?? configured("socket") { return socket }
        if let folder = variable("XDG_RUNTIME_DIR") { return folder + "/lms/lmsd.sock" }
        return "/tmp/lms-\(getuid())/lmsd.sock"
    }

    /// Where a daemon that was started for a socket writes what it has to say.
    public static func log(for socket: String) -> String {
        (socket.hasSuffix(".sock") ? String(socket.dropLast(5)) : socket) + ".log"
    }

    /// A text of the file with the daemon's settings; what is wrong with the file the daemon tells.
    private static func configured(_ name: String) -> String? {
        let descriptor = unsafe open(configuration, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < longestConfiguration {
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { room, count in
                count = unsafe max(0, read(descriptor, room.baseAddress, room.count))
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        guard let text = JSON(bytes)?[name]?.string, !text.isEmpty else { return nil }
        return text
    }

    private static let longestConfiguration = 1 << 20

    private static var home: String { variable("HOME") ?? "/" }

    /// A variable of the environment, unless it is empty.
    public static func variable(_ name: String) -> String? {
        let value = unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
        return value.isEmpty ? nil : value
    }
}
