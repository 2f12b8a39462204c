import Glibc
import Oracle

// Takes a daemon away from clients that write through its socket; what they were told must be there.
//
//     outage [N | --rounds N] [--seed S] [--folder DIR]
//
// Each round is the daemon that lies beside this program, eight clients that make students, many at a time, and
// a signal after 5 to 400 ms. After SIGKILL the next daemon must know every student that was acknowledged, and
// none that nobody asked for. After SIGTERM the daemon must end with status 0 and know exactly those.

let arguments = Arguments(known: ["rounds", "seed", "folder"])
let seed = arguments.seed
let rounds = arguments.number("rounds", or: arguments.count ?? 30)
let folder = arguments.text("folder", or: temporaryFolder())
report("outage: seed \(seed), \(rounds) rounds, in \(folder)")
var parent = Parent(seed: seed, folder: folder)
let isRight = parent.run(rounds: rounds)
if isRight { removeFolder(folder) }
exit(isRight ? 0 : 1)
