import Client
import Glibc
import Oracle

// Sends a daemon everything but what it expects.
//
//     fuzz [N | --rounds N] [--seed S]
//
// A round is a connection. Most send well framed requests of every spelling among mutated ones: each request
// whose id can be known is answered once, and its id comes back byte for byte. The others send streams of all
// framings with bytes changed, lost and doubled, in pieces; they have to end, and the next one is served.

let arguments = Arguments(known: ["rounds", "seed"])
let seed = arguments.seed
let rounds = arguments.number("rounds", or: arguments.count ?? 2000)
report("fuzz: seed \(seed), \(rounds) rounds")
let daemon = try FuzzedDaemon()
var fuzzer = Fuzzer(seed: seed, socket: daemon.socket)
for round in 0..<rounds where fuzzer.failures.isEmpty {
    fuzzer.run(round)
    if (round + 1) % 1000 == 0 { report("\(round + 1) rounds, \(fuzzer.summary)") }
}
let findings = daemon.stop()
for failure in fuzzer.failures.prefix(10) + findings { report("FAILURE \(failure)") }
let isRight = fuzzer.failures.isEmpty && findings.isEmpty
report("fuzz: seed \(seed), \(fuzzer.summary): " + (isRight ? "ok" : "FAILED"))
exit(isRight ? 0 : 1)
