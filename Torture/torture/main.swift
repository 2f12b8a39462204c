import Engine
import Glibc
import LMDB
import Oracle

// Plays random operations over all tables on a store and on plain dictionaries, and compares them.
//
//     torture [N | --operations N] [--seed S] [--rounds N] [--stop-at N] [--folder DIR]
//
// A round is a run of operations, behind which the store is verified, opened anew and compared.

let arguments = Arguments(known: ["operations", "seed", "rounds", "stop-at", "folder"])
let seed = arguments.seed
let planned = arguments.number("operations", or: arguments.count ?? 1_000_000)
// A round costs what the store holds by then: a longer run has longer ones.
let rounds = max(1, arguments.number("rounds", or: min(20, max(1, planned / 50_000))))
let folder = arguments.text("folder", or: temporaryFolder())
report("torture: seed \(seed), \(planned) operations in \(rounds) rounds, in \(folder)")
do throws(OpeningFailure) {
    let run = try Run(
        seed: seed,
        operations: min(planned, arguments.number("stop-at", or: planned)),
        interval: max(1, planned / rounds),
        folder: folder
    )
    let isRight = try run.play()
    removeFolder(folder)
    exit(isRight ? 0 : 1)
} catch {
    report("torture: seed \(seed): FAILED to open: \(error)")
    exit(1)
}
