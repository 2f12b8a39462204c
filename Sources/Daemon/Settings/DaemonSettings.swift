internal import JSONRPC

/// What an operator has set: an option wins over the environment, that over the file, that over the
/// default.
public struct DaemonSettings: Sendable {
    /// Where a value comes from.
    public enum Source: Sendable, Equatable, CustomStringConvertible {
        case flag, environment, file, fallback

        /// As people call it.
        public var description: String {
            switch self {
            case .flag: "option"
            case .environment: "environment"
            case .file: "file"
            case .fallback: "default"
            }
        }
    }

    private var values: [String: (text: String, source: Source)] = [:]

    /// The values by the names of their settings; `fallbacks` are defaults that depend on the user.
    public init(
        flags: [String: String] = [:],
        environment: (String) -> String? = { _ in nil },
        file: [String: String] = [:],
        fallbacks: [String: String] = [:]
    ) throws(SettingsError) {
        for name in file.keys.sorted() where DaemonSetting.named(name) == nil {
            throw .unknown(name, nearest: DaemonSetting.nearestName(to: name))
        }
        for setting in DaemonSetting.all {
            let (text, source): (String, Source) =
                if let text = flags[setting.name] {
                    (text, .flag)
                } else if let text = environment(setting.variable) {
                    (text, .environment)
                } else if let text = file[setting.name] {
                    (text, .file)
                } else {
                    (fallbacks[setting.name] ?? setting.fallback, .fallback)
                }
            if source != .fallback, let flaw = setting.flaw(in: text) {
                throw .bad(setting.shown(as: source), flaw)
            }
            values[setting.name] = (text, source)
        }
    }

    /// The text of a setting; empty where it is not set.
    public func text(_ name: String) -> String {
        guard let value = values[name] else { preconditionFailure("there is no setting \(name)") }
        return value.text
    }

    /// The number of a setting.
    public func count(_ name: String) -> Int { Int(text(name)) ?? 0 }

    /// Where the value of a setting comes from.
    public func source(_ name: String) -> Source { values[name]?.source ?? .fallback }

    /// All settings, one line each.
    public var listing: String {
        DaemonSetting.all.map { "\($0.name)=\(text($0.name)) (\(source($0.name)))\n" }.joined()
    }
}

extension DaemonSetting {
    /// The name that somebody most likely meant.
    static func nearestName(to name: String) -> String? {
        Nearest.name(to: name, among: all.map(\.name))
    }

    /// The option that somebody most likely meant; `others` are options that are no settings.
    public static func nearestFlag(to flag: String, others: [String] = []) -> String? {
        Nearest.name(to: flag, among: all.map(\.flag) + ["--listen"] + others)
    }

    func shown(as source: DaemonSettings.Source) -> String {
        switch source {
        case .flag: flag
        case .environment: variable
        case .file, .fallback: name
        }
    }
}

/// What is wrong with the settings.
public enum SettingsError: Error, Equatable, CustomStringConvertible {
    /// There is no setting of that name in the file.
    case unknown(String, nearest: String?)
    /// A value is none.
    case bad(String, String)
    /// The file is not what it should be.
    case file(String)

    /// For people.
    public var description: String {
        switch self {
        case .unknown(let name, let nearest):
            "there is no setting \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
        case .bad(let name, let flaw): "\(name) \(flaw)"
        case .file(let reason): "the configuration file \(reason)"
        }
    }
}
