import Client
import Daemon
import Glibc
import Records

/// How the daemon was called.
struct Options {
    var settings: DaemonSettings
    var pipe: String?
    var isStdio = false
    var isCheck = false
    var clock = HouseClock()

    /// Options that are no settings.
    private static let others = [
        "--stdio", "--pipe", "--clock", "--config", "--check-config", "--version", "--help",
    ]

    static var usage: String {
        var text = """
            usage: lmsd [SETTING VALUE]... [--stdio | --pipe PATH] [--clock DATE] [--config FILE]
                        [--check-config] [--version] [--help]

              --stdio         one session on standard input and output; 0 after shutdown, else 1
              --pipe PATH     one session on a socket that a client listens at; the same
              --clock DATE    test mode: it is noon of that day, or an instant, until it is moved
              --config FILE   settings; $LMS_CONFIG, or $XDG_CONFIG_HOME/lms/config.json
              --check-config  shows what is set and where, and ends

            A setting is an option, else a variable of the environment, else a member of the file,
            else its default:


            """
        for setting in DaemonSetting.all {
            let fallback = fallbacks[setting.name] ?? setting.fallback
            let value = fallback.isEmpty ? "" : " (\(fallback))"
            text += "  \(setting.flag), $\(setting.variable)\n      \(setting.summary)\(value)\n"
        }
        return text
    }

    private static var fallbacks: [String: String] {
        ["data": Paths.data, "socket": Paths.socket]
    }

    /// Reads the arguments, the environment and the file, or says what is wrong with them.
    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        var flags: [String: String] = [:]
        var file: String?
        while let option = rest.popFirst() {
            switch option {
            case "--pipe": pipe = try Self.value(of: option, &rest)
            case "--stdio": isStdio = true
            case "--check-config": isCheck = true
            case "--config": file = try Self.value(of: option, &rest)
            case "--clock":
                let text = try Self.value(of: option, &rest)
                guard let clock = HouseClock(text) else { throw .noDate(text) }
                self.clock = clock
            default:
                guard let setting = DaemonSetting.flagged(option) else {
                    let nearest = DaemonSetting.nearestFlag(to: option, others: Self.others)
                    throw .unknownOption(option, nearest: nearest)
                }
                flags[setting.name] = try Self.value(of: option, &rest)
            }
        }
        do throws(SettingsError) {
            settings = try DaemonSettings(
                flags: flags,
                environment: Paths.variable,
                file: ConfigurationFile.read(
                    file ?? Paths.configuration,
                    mustExist: file != nil || Paths.variable("LMS_CONFIG") != nil
                ),
                fallbacks: Self.fallbacks
            )
        } catch { throw .settings(error) }
    }

    private static func value(
        of option: String,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let value = rest.popFirst(), !value.isEmpty else { throw .missingValue(option) }
        return value
    }
}

/// What is wrong with the arguments.
enum UsageError: Error, CustomStringConvertible {
    case unknownOption(String, nearest: String?)
    case missingValue(String)
    case noDate(String)
    case settings(SettingsError)

    var description: String {
        switch self {
        case .unknownOption(let option, let nearest):
            "there is no option \(option)" + (nearest.map { "; did you mean \($0)?" } ?? "")
        case .missingValue(let option): "\(option) needs a value"
        case .noDate(let text): "\(text) is no date such as 2026-10-05"
        case .settings(let error): "\(error)"
        }
    }
}

/// Makes a folder and those above it, for nobody else.
func makeFolder(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        made += "/" + part
        _ = unsafe mkdir(made, 0o700)
    }
}
