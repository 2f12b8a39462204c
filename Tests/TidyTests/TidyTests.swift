import Testing

@Suite("The sources")
struct TidyTests {
    // Read once, by whichever test comes first.
    private static let sources = Result { try SourceFile.all(in: "Sources") }
    private static let tests = Result { try SourceFile.all(in: "Tests") }

    let sources: [SourceFile]
    let everything: [SourceFile]

    init() throws {
        sources = try Self.sources.get()
        // The texts that test these rules break them.
        everything = try sources + Self.tests.get().filter { $0.room != "TidyTests" }
    }

    /// Rooms with a `main`: they may import all others.
    var executables: Set<String> {
        Set(
            sources.filter { file in
                file.path.hasSuffix("/main.swift") || file.lines.contains { $0.hasPrefix("@main") }
            }.map(\.room)
        )
    }

    @Test("Each room imports only what the table allows")
    func imports() {
        for file in sources where !executables.contains(file.room) {
            guard let allowed = Rooms.imports[file.room] else {
                Issue.record("\(file.room) has no line in the table of rooms")
                continue
            }
            for (line, module) in file.importedModules where !allowed.contains(module) {
                Issue.record("\(file.place(line)) \(file.room) may not import \(module)")
            }
        }
    }

    @Test("Foundation is imported nowhere")
    func foundation() {
        for file in sources {
            for (line, module) in file.importedModules where module.hasPrefix("Foundation") {
                Issue.record("\(file.place(line)) imports \(module)")
            }
        }
    }

    @Test("The table of rooms has no cycle")
    func order() {
        func floors(below room: String, path: [String]) {
            #expect(!path.contains(room), "\(path) \(room)")
            guard !path.contains(room) else { return }
            for lower in Rooms.imports[room] ?? [] { floors(below: lower, path: path + [room]) }
        }
        for room in Rooms.imports.keys { floors(below: room, path: []) }
    }

    @Test("A file has at most 500 lines")
    func files() {
        let long = everything.filter { $0.lines.count > 501 }.map { "\($0.path) \($0.lines.count)" }
        #expect(long.isEmpty)
    }

    @Test("A function has at most 60 lines")
    func functions() {
        #expect(everything.flatMap { $0.functionsLonger(than: 60) }.isEmpty)
    }

    @Test("Nothing is taken out of an optional that cannot be copied, or stored in one")
    func optionals() {
        let types = Set(sources.flatMap(\.noncopyableTypes))
        #expect(sources.flatMap(\.takes).isEmpty)
        #expect(sources.flatMap { $0.optionalProperties(of: types) }.isEmpty)
    }

    @Test("A note to do something later names its owner")
    func notes() {
        #expect(everything.flatMap(\.ownerlessNotes).isEmpty)
    }

    @Test("What a session asks is answered from the view that it has of the store")
    func views() {
        let daemon = sources.filter { $0.room == "Daemon" }
        let folder = "Sources/Daemon/"
        let others = daemon.filter {
            !Rooms.storekeepers.contains(String($0.path.dropFirst(folder.count)))
        }
        #expect(others.flatMap(\.waysAroundTheView).isEmpty)
        // A file that needs it no more goes from the list.
        let idle = daemon.filter {
            Rooms.storekeepers.contains(String($0.path.dropFirst(folder.count)))
                && $0.waysAroundTheView.isEmpty
        }
        #expect(idle.map(\.path).isEmpty)
        #expect(daemon.count - others.count == Rooms.storekeepers.count)
    }

    @Test("Only the rooms that must touch memory by pointer")
    func unsafe() {
        let others = sources.filter {
            !Rooms.unsafe.contains($0.room) && !executables.contains($0.room)
        }
        #expect(others.flatMap(\.unsafePlaces).isEmpty)
    }
}

@Suite("The rules for sources")
struct RuleTests {
    func file(_ text: String) -> SourceFile {
        SourceFile(path: "Sources/Room/File.swift", text: text)
    }

    @Test(
        "Every form of import is seen",
        arguments: [
            "import Glibc", "public import Glibc", "internal import struct Glibc.stat",
            "@testable import Glibc", "@_spi(Raw) internal import Glibc", "    import Glibc",
            "@preconcurrency import Glibc",
        ]
    )
    func imports(line: String) {
        #expect(file(line).importedModules.map(\.module) == ["Glibc"])
        #expect(file("// " + line).importedModules.isEmpty)
    }

    @Test("A long function is found, whatever its head looks like, and a short one is not")
    func functions() {
        let body = String(repeating: "        work()\n", count: 60) + "    }\n}\n"
        let heads = [
            "    func run() {", "    @inlinable public mutating func run() {",
            "    init?(_ a: Int) {",
            "    deinit {", "    func run(\n        a: Int\n    ) throws {",
            "    func run<A>(_ a: A)\n    where A: B {",
        ]
        for head in heads {
            #expect(
                file("struct A {\n\(head)\n\(body)").functionsLonger(than: 60).count == 1,
                "\(head)"
            )
            #expect(
                file("struct A {\n\(head)\n        a()\n    }\n}").functionsLonger(than: 60).isEmpty
            )
        }
        let requirement = "protocol A {\n    func run()\n\n    func stop()\n}\n\nstruct B {\n"
        #expect(file(requirement + body).functionsLonger(than: 60).isEmpty)
    }

    @Test("A stored optional of a type that cannot be copied is found")
    func optionals() {
        let text =
            "struct Door: ~Copyable {\n}\nstruct House {\n    private var door: Door?\n    let a: Int?\n}"
        let types = Set(file(text).noncopyableTypes)
        #expect(types == ["Door"])
        #expect(file(text).optionalProperties(of: types) == ["Sources/Room/File.swift:4 Door?"])
        #expect(file("let a = door.take()").takes.count == 1)
    }

    @Test(
        "A way around a session's view is found",
        arguments: [
            "let row = try house.store.read { view in", "store.submit(run, then: finish)",
            "reader = try house.store.makeReader()", "try guest.desk.serve(as: nil) {",
        ]
    )
    func views(line: String) {
        #expect(file(line).waysAroundTheView.count == 1)
        #expect(file("// " + line).waysAroundTheView.isEmpty)
        #expect(file("let row = try guest.desk.read { view in").waysAroundTheView.isEmpty)
        #expect(file("flag.store(true, ordering: .relaxed)").waysAroundTheView.isEmpty)
    }

    @Test("A note names its owner, and comments are not code")
    func notes() {
        #expect(file("// TODO: later").ownerlessNotes.count == 1)
        #expect(file("// TODO(nigar): after the next release").ownerlessNotes.isEmpty)
        #expect(file("// unsafe is explained here").unsafePlaces.isEmpty)
        #expect(file("let a = unsafe pointer.pointee").unsafePlaces.count == 1)
    }
}
