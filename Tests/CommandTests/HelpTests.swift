import Client
import Foundation
import SchoolAPI
import TestSupport
import Testing

@Suite("What lmsq says about itself", .serialized)
struct HelpTests {
    @Test("The help needs no daemon, and starts none")
    func help() throws {
        let shell = try Shell(isEmpty: true)
        #expect(try shell.lmsq("--version").output.hasPrefix("lmsq "))
        #expect(try shell.lmsq("help").output.contains("roster COHORT"))
        #expect(try shell.lmsq("roster", "--help").output.contains("--sort name|progress"))
        let method = try shell.lmsq("help", "cohort/roster").output
        #expect(method.contains("cohortId="))
        #expect(method.contains("lmsq call cohort/roster"))
        #expect(try shell.lmsq("methods", "attendance").lines.count >= 4)
        #expect(!FileManager.default.fileExists(atPath: shell.folder.path("s")))
    }

    @Test("Every example of a command can be taken apart, and every method has its page")
    func pages() throws {
        let shell = try Shell(isEmpty: true)
        let manual = try shell.lmsq("help", "--markdown").output
        #expect(manual.contains("## lmsq roster COHORT"))
        shell.environment["LMSQ_NO_SPAWN"] = "1"
        let examples = manual.split(separator: "\n").filter { $0.hasPrefix("    lmsq ") }
        #expect(examples.count >= 10)
        for example in examples {
            for file in example.split(separator: " ")
            where file.hasSuffix(".csv") || file.hasSuffix(".jsonl") {
                try Data().write(to: URL(filePath: shell.folder.path(String(file))))
            }
            // Right usage gets as far as the daemon that is not there; an audit says so in its own way.
            let line = "cd \(shell.folder.path);" + example
            let isAudit = example.contains(" audit ")
            #expect(try shell.bash(line).status == (isAudit ? 12 : 2), "\(example)")
        }
        for message in MethodMessage.all {
            #expect(try shell.lmsq("help", "\(message.name)").status == 0, "\(message.name)")
        }
    }

    @Test("Shells are told what may follow")
    func completion() throws {
        let shell = try Shell()
        _ = try shell.lmsq("ping")
        let answers: [([String], String)] = [
            (["ro"], "roster"), (["roster", "1", "--sor"], "--sort"),
            (["roster", "1", "--sort", "p"], "progress"), (["call", "cohort/ge"], "cohort/get"),
            (["enrollments", "sagird12"], "sagird12@merkez.az"),
            (["daemon", "sta"], "start status"),
        ]
        for (words, answer) in answers {
            let outcome = try shell.run("lmsq", ["complete", "--"] + words)
            #expect(outcome.lines.joined(separator: " ") == answer)
        }
        let script = shell.folder.path("completion")
        for name in ["zsh", "fish"] {
            #expect(try shell.lmsq("completion", name).output.contains("lmsq complete -- "))
        }
        let line = """
            lmsq completion bash > \(script) && . \(script) && PATH=$(dirname "$LMSQ"):$PATH
            unset -f lmsq; COMP_WORDS=(lmsq ros); COMP_CWORD=1; _lmsq; echo "${COMPREPLY[@]}"
            """
        #expect(try shell.bash(line).output == "roster\n")
    }
}
