import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("The entity that it takes apart is one that the tests compile and run")
    func anatomyIsTrue() throws {
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let diary = try String(
            contentsOf: root.appending(path: "Tests/StorageTests/Diary.swift"),
            encoding: .utf8
        )
        let entity = diary.replacing("import Records\n\n", with: "")
        #expect(readme.contains("```swift\n" + entity + "```"))
    }
}
