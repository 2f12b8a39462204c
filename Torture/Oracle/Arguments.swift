internal import Glibc

/// `--name value` pairs of the command line, and a first word that is no option.
package struct Arguments: Sendable {
    /// The first argument, where it is no option: what a spawned process is to do.
    package let verb: String?
    private let values: [String: String]

    /// What the process was started with; anything but pairs ends it with an explanation.
    package init(known: [String]) {
        var rest = CommandLine.arguments.dropFirst()
        verb = rest.first.flatMap { $0.hasPrefix("--") ? nil : $0 }
        if verb != nil { rest = rest.dropFirst() }
        var values: [String: String] = [:]
        while let name = rest.popFirst() {
            guard name.hasPrefix("--"), known.contains(String(name.dropFirst(2))),
                let value = rest.popFirst()
            else {
                report("unknown option \(name); known are --\(known.joined(separator: ", --"))")
                exit(2)
            }
            values[String(name.dropFirst(2))] = value
        }
        self.values = values
    }

    /// A number, or what holds without the option.
    package func number(_ name: String, or missing: Int) -> Int {
        guard let text = values[name] else { return missing }
        guard let number = Int(text) else {
            report("--\(name) takes a number")
            exit(2)
        }
        return number
    }

    /// A text, or what holds without the option.
    package func text(_ name: String, or missing: String) -> String { values[name] ?? missing }

    /// The seed that was asked for, or one of the clock.
    package var seed: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(number("seed", or: time.tv_sec &* 1000 &+ time.tv_nsec / 1_000_000))
    }
}

/// Prints a line at once: a process that is killed next has said it.
package func report(_ line: String) {
    print(line)
    fflush(nil)
}
