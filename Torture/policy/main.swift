import Engine
import Glibc
import Oracle
import PolicyOracle
import Records
import SchoolServices
import Storage

// Holds the access policy to its sentences.
//
//     policy [N | --operations N] [--only rows|mutants|changes|lists|visits|pairs] [--seed S] [--folder DIR]
//
// Everybody in small random schools asks about every row. The table is mutated cell by cell, and each
// mutation must be noticed. N calls of random methods are made to two daemons, whose schools differ in
// nothing but what is hidden from the caller, and must be answered alike. Everybody asks a daemon for every
// row, and every method has to answer all whom it is for once at least.

let arguments = Arguments(known: ["operations", "only", "seed", "folder"])
let folder = arguments.text("folder", or: temporaryFolder())
var run = Run(seed: arguments.seed, folder: folder)
report("policy: seed \(run.seed), in \(folder)")
let isRight = run.play(
    arguments.number("operations", or: arguments.count ?? 10_000),
    only: arguments.text("only", or: "all")
)
removeFolder(folder)
exit(isRight ? 0 : 1)
