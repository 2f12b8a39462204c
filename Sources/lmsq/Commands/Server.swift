import SchoolAPI

extension Command {
    static let ping = Command("ping", calls: .ping, example: "ping --no-spawn")

    static let stats = Command("stats", calls: .serverStats, example: "stats -o json")
}
