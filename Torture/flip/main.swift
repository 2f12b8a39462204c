import Engine
import Glibc
import Oracle
import Storage

// Turns single bits of stored values over: every one must be seen, and none be shown as data.
//
//     flip [--operations N] [--files N] [--seed S] [--folder DIR]
//
// `--operations` bits are flipped behind the store's back through the engine, `--files` bits in the
// file itself, which a process of its own opens then.

let arguments = Arguments(known: ["operations", "files", "seed", "folder", "key", "rounds"])
do throws(OpeningFailure) {
    if arguments.verb == "judge" { exit(try judge()) }
    let folder = arguments.text("folder", or: temporaryFolder())
    let seed = arguments.seed
    report("flip: seed \(seed), in \(folder)")
    var run = Run(seed: seed, folder: folder)
    let isRight = try run.play(
        flips: arguments.number("operations", or: 5_000),
        files: arguments.number("files", or: 2_000)
    )
    removeFolder(folder)
    exit(isRight ? 0 : 1)
} catch {
    report("flip: FAILED to open: \(error)")
    exit(1)
}

/// The child's part: 10 where the store is refused for its damage, 0 where the damage is seen later.
func judge() throws(OpeningFailure) -> Int32 {
    let school: OpenSchool
    do throws(OpeningFailure) { school = try OpenSchool(arguments.text("folder", or: "")) } catch {
        if case .store(.store(.engine(.damaged))) = error { return 10 }
        // A header that is damaged but readable would show another reason.
        tellParent(Array("refused by \(error)".utf8))
        return 1
    }
    let verdict = Verdict(
        of: school,
        SmallSchool().model.readings,
        damaged: key(arguments.text("key", or: ""))
    )
    guard let failure = verdict.failure else { _exit(0) }
    tellParent(Array(failure.utf8))
    _exit(1)
}

/// The bytes of a hexadecimal text.
func key(_ text: String) -> [UInt8] {
    let digits = text.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
        UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
}
