import Foundation
import SchoolServices
import Testing

@Suite("The names of the school's rules")
struct RuleNameTests {
    @Test("The list of rules is what the check looks for")
    func names() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/SchoolServices/Checks")
        var found: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix("SchoolCheck") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            found.formUnion(text.matches(of: /"([a-z]+\.[a-z_]+)"/).map { String($0.1) })
        }
        let names = SchoolRule.all.map(\.name)
        #expect(found == Set(names))
        #expect(Set(names).count == names.count)
    }
}
