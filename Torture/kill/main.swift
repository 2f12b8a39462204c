import Engine
import Glibc
import Oracle
import Storage

// Kills a writing process again and again; what it acknowledged must be there, and nothing half.
//
//     kill [--rounds N] [--creations N] [--seed S] [--folder DIR]
//
// Each round is a process that writes from four threads until it is killed after 20 to 500 ms, and one
// that opens what is left, verifies it, and looks for every acknowledged request.

let arguments = Arguments(
    known: ["rounds", "creations", "seed", "folder", "known", "close", "operations"]
)
let seed = arguments.seed
do throws(OpeningFailure) {
    switch arguments.verb {
    case "write": try Writer.run(in: arguments.text("folder", or: ""))
    case "check":
        let school = try OpenSchool(arguments.text("folder", or: ""))
        let checker = Checker(school, Known(arguments.text("known", or: "")))
        // Without a close the next process replays the changes behind the last totals.
        if arguments.number("close", or: 1) == 1 { school.store.close() }
        guard checker.failures.isEmpty else {
            tellParent(Array(checker.failures.prefix(10).joined(separator: "\n").utf8))
            _exit(1)
        }
        tellParent(Array(checker.counts.map(String.init).joined(separator: ",").utf8))
        _exit(0)
    default:
        let folder = arguments.text("folder", or: temporaryFolder())
        let rounds = arguments.number("rounds", or: 300)
        let creations = arguments.number("creations", or: rounds)
        report("kill: seed \(seed), \(rounds) rounds, \(creations) creations, in \(folder)")
        var parent = Parent(seed: seed, folder: folder)
        let isRight = parent.run(rounds: rounds, creations: creations)
        if isRight { removeFolder(folder) }
        exit(isRight ? 0 : 1)
    }
} catch {
    if arguments.verb == "check" { tellParent(Array("cannot open: \(error)".utf8)) }
    report("kill: FAILED to open: \(error)")
    exit(1)
}
