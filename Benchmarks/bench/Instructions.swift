import Glibc

/// Counts instructions a query with callgrind: a number that no neighbour on the machine can move.
struct Instructions {
    private let folder: String
    private let scale: Int

    init(_ folder: String, _ scale: Int) {
        self.folder = folder
        self.scale = scale
    }

    func count<Scenario: ReadScenario>(_ scenario: Scenario.Type, _ report: inout Report) {
        for side in [Options.Side.lms, .floor] {
            let command =
                "tools/instructions \"$(readlink /proc/\(getpid())/exe)\" \(folder) \(scale)"
                + " \(side.rawValue) \(Scenario.name)"
            let words = output(of: command).split(whereSeparator: \.isWhitespace)
            guard let last = words.last, let count = Int(last) else {
                complain("bench: no instructions were counted")
                continue
            }
            print("\(Scenario.name) \(side.rawValue): \(count) instructions")
            report.setInstructions(count, of: Scenario.name, engine: side.rawValue)
        }
    }

    private func output(of command: String) -> String {
        guard let pipe = unsafe popen(command, "r") else { return "" }
        defer { unsafe pclose(pipe) }
        var line = [CChar](repeating: 0, count: 4096)
        var text = ""
        while let read = unsafe fgets(&line, Int32(line.count), pipe) {
            text += unsafe String(cString: read)
        }
        return text
    }
}
