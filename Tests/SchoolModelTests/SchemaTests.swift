import Foundation
import Records
import SchoolModel
import Testing

@Suite("Schema")
struct SchemaTests {
    @Test("Every entity's file is in the schema")
    func files() throws {
        var lister = NameLister()
        try SchoolSchema.visitEntities(&lister)
        #expect(Set(lister.names).count == lister.names.count)
        var entities: Set<String> = []
        for subject in subjects {
            let folder = model.appending(path: subject)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                // `Type+Aspect.swift` belongs to `Type.swift`.
                let name = String(file.prefix { $0 != "." && $0 != "+" })
                entities.insert(name)
                #expect(lister.names.contains(name), "\(file) is not in SchoolSchema")
            }
        }
        #expect(Set(lister.names) == entities, "every entity has a file of its own")
    }

    @Test("Every folder holds entities or is known not to")
    func folders() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: model.path)
            .filter { !$0.contains(".") }
        #expect(Set(found) == Set(subjects + ["Counters", "Sheets", "Views"]))
    }

    @Test("The on-disk page names exactly the places of the registry")
    func page() throws {
        var lister = PlaceLister()
        try SchoolSchema.visitEntities(&lister)
        var expected = Set(lister.lines.map { String($0.prefix(5)) })
        expected.formUnion(["0b 00", "0b 02", "0b ff"])
        expected.remove("0d 00")
        let page = repository.appending(path: "Sources/Storage/Storage.docc/OnDisk.md")
        var found: Set<String> = []
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            guard line.hasPrefix("| `"), let key = line.split(separator: "`").dropFirst().first
            else {
                continue
            }
            let words = key.split(separator: " ").map(String.init)
            // Behind the tag of an owner stands the owner; a line of the tags themselves has two words.
            let section = words.first == "0b" ? 1 : 2
            guard words.count > section, words[section].count == 2,
                UInt8(words[section], radix: 16) != nil
            else { continue }
            found.insert("\(words[0]) \(words[section])")
        }
        #expect(found == expected)
    }
}

private let subjects = [
    "Attendance", "Coding", "Cohorts", "Courses", "Discussions", "Groups", "Institution",
    "Payments",
    "People", "System", "Tests",
]

private let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private let model = repository.appending(path: "Sources/SchoolModel")

private struct NameLister: EntityVisitor {
    var names: [String] = []

    mutating func visit<E: Entity>(_ entity: E.Type) throws { names.append("\(E.self)") }
}
