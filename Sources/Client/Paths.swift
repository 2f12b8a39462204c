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
        if let socket = variable("LMS_SOCKET") { return socket }
        if let folder = variable("XDG_RUNTIME_DIR") { return folder + "/lms/lmsd.sock" }
        return "/tmp/lms-\(getuid())/lmsd.sock"
    }

    /// Where a daemon that was started for a socket writes what it has to say.
    public static func log(for socket: String) -> String {
        (socket.hasSuffix(".sock") ? String(socket.dropLast(5)) : socket) + ".log"
    }

    private static var home: String { variable("HOME") ?? "/" }

    /// A variable of the environment, unless it is empty.
    public static func variable(_ name: String) -> String? {
        let value = unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
        return value.isEmpty ? nil : value
    }
}
