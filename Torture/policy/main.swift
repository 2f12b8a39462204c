import Engine
import Glibc
import Oracle
import PolicyOracle
import Records
import SchoolServices
import Storage

// Holds the access policy to its sentences.
//
//     policy [N | --operations N] [--seed S] [--folder DIR]
//
// Everybody in small random schools asks about every row, the table is mutated cell by cell, and each
// mutation must be noticed.

let arguments = Arguments(known: ["operations", "seed", "folder"])
let folder = arguments.text("folder", or: temporaryFolder())
var run = Run(seed: arguments.seed, folder: folder)
report("policy: seed \(run.seed), in \(folder)")
let isRight = run.play(arguments.number("operations", or: arguments.count ?? 10_000))
removeFolder(folder)
exit(isRight ? 0 : 1)
