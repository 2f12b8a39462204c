import CLMDB
import Engine
import Glibc
import TestSupport
import Testing

@testable import LMDB

struct OpeningTests {
    let folder = TemporaryFolder()
    var path: String { folder.path("store") }

    @Test("A store is a folder of three files that only its owner may touch")
    func files() throws {
        let engine = try LMDBEngine(opening: path + "/")
        try engine.put([([1], [1])])
        #expect(try Folder(path).contents()?.sorted() == ["data.mdb", "lock.mdb", "store.lock"])
        #expect(mode(path) == 0o700)
        for name in ["data.mdb", "lock.mdb", "store.lock"] {
            #expect(mode(path + "/" + name) == 0o600)
        }
        #expect(try Folder(folder.path).contents() == ["store"])
    }

    @Test("No file of a store is passed on to a program that is started")
    func closedOnExec() throws {
        let engine = try LMDBEngine(opening: path)
        try engine.put([([1], [1])])
        var names: [String] = []
        for number in try Folder("/proc/self/fd").contents() ?? [] {
            guard let file = Int32(number) else { continue }
            var buffer = [CChar](repeating: 0, count: 4_096)
            let count = unsafe readlink("/proc/self/fd/" + number, &buffer, buffer.count)
            let target = String(
                decoding: buffer.prefix(max(count, 0)).map(UInt8.init),
                as: UTF8.self
            )
            guard target.hasPrefix(folder.path) else { continue }
            names.append(target)
            #expect(fcntl(file, F_GETFD) & FD_CLOEXEC != 0, "\(target)")
        }
        #expect(names.count >= 3)
    }

    @Test("What was written is there when the store is opened again")
    func reopen() throws {
        for number in 0..<3 {
            let engine = try LMDBEngine(opening: path)
            #expect(try engine.entries([1], [2]).count == number)
            try engine.put([(key(number), [1])])
        }
    }

    @Test("A store that is open in this process is refused until it is closed")
    func openTwice() throws {
        do {
            let engine = try LMDBEngine(opening: path)
            #expect(throws: OpenError.alreadyOpen(folder: path)) { try LMDBEngine(opening: path) }
            try engine.put([([1], [1])])
        }
        #expect(try LMDBEngine(opening: path).value([1]) == [1])
    }

    @Test("A reader keeps the store open")
    func readerKeepsOpen() throws {
        var reader = try LMDBEngine(opening: path).makeReader()
        #expect(throws: OpenError.alreadyOpen(folder: path)) { try LMDBEngine(opening: path) }
        #expect(try reader.read { view throws(EngineError) in try view.bytes([1]) } == nil)
    }

    @Test("A store that another process has locked is refused")
    func lockedElsewhere() throws {
        _ = try LMDBEngine(opening: path)
        let file = unsafe open(path + "/store.lock", O_RDWR)
        #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
        #expect(throws: OpenError.alreadyOpen(folder: path)) { try LMDBEngine(opening: path) }
        close(file)
        _ = try LMDBEngine(opening: path)
    }

    @Test("A store that another process is creating is refused")
    func createdElsewhere() throws {
        let draft = try Draft.begin(for: Folder(path))
        #expect(throws: OpenError.alreadyOpen(folder: path + ".tmp")) {
            try LMDBEngine(opening: path)
        }
        _ = consume draft
        _ = try LMDBEngine(opening: path)
    }

    @Test("Of many who create a store at once one succeeds and the others are told that it is open")
    func creationRace() async throws {
        let path = path
        let engines = await withTaskGroup(of: LMDBEngine?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(OpenError) {
                        return try LMDBEngine(opening: path)
                    } catch {
                        guard case .alreadyOpen = error else { fatalError("\(error)") }
                        return nil
                    }
                }
            }
            return await group.reduce(into: []) { if let engine = $1 { $0.append(engine) } }
        }
        #expect(engines.count == 1)
    }

    // MARK: - Crashes in creation

    @Test("What a crash in creation left is removed", arguments: ["", "garbage"])
    func staleDraft(content: String) throws {
        let draft = Folder(path).draft
        try draft.make()
        for name in ["data.mdb", "lock.mdb", "store.lock"] {
            write(content, draft.path + "/" + name)
        }
        let engine = try LMDBEngine(opening: path)
        try engine.put([([1], [1])])
        #expect(try Folder(folder.path).contents() == ["store"])
    }

    @Test("A draft beside a finished store is removed, and the store is the finished one")
    func draftBesideStore() throws {
        try LMDBEngine(opening: path).put([([1], [1])])
        try Folder(path).draft.make()
        write("garbage", Folder(path).draft.data)
        #expect(try LMDBEngine(opening: path).value([1]) == [1])
        #expect(try Folder(folder.path).contents() == ["store"])
    }

    @Test("Somebody else's files in the place of the draft are not removed")
    func foreignDraft() throws {
        let draft = Folder(path).draft
        try draft.make()
        write("thesis", draft.path + "/thesis.tex")
        #expect(throws: OpenError.alreadyExists(path: draft.path + "/thesis.tex")) {
            try LMDBEngine(opening: path)
        }
        #expect(try draft.contents()?.contains("thesis.tex") == true)
    }

    @Test("An empty folder becomes a store, one with other contents does not")
    func existingFolder() throws {
        try Folder(path).make()
        try LMDBEngine(opening: path).put([([1], [1])])
        let other = Folder(folder.path("other"))
        try other.make()
        write("thesis", other.path + "/thesis.tex")
        #expect(throws: OpenError.notAStore(folder: other.path)) {
            try LMDBEngine(opening: other.path)
        }
        #expect(try other.contents() == ["thesis.tex"])
    }

    // MARK: - What is not a store

    @Test("A file that is not LMDB's is refused with its path and the reason")
    func garbage() throws {
        try Folder(path).make()
        write(String(repeating: "garbage ", count: 2_048), path + "/data.mdb")
        let error = #expect(throws: OpenError.self) { try LMDBEngine(opening: path) }
        #expect(error == .engine(call: "mdb_env_open", path: path, code: MDB_INVALID))
        #expect(error?.description.contains(path) == true)
    }

    @Test("An LMDB file of another program is refused by the tree that it lacks")
    func foreignFile() throws {
        try Folder(path).make()
        let environment = try Environment(opening: Folder(path), LMDBEngine.Options())
        _ = consume environment
        #expect(throws: OpenError.missingTree(folder: path, name: "R")) {
            try LMDBEngine(opening: path)
        }
    }

    @Test("A folder whose parent is missing is refused by the system's own reason")
    func missingParent() {
        let path = folder.path("missing/store")
        let expected = OpenError.system(call: "statfs", path: folder.path("missing"), code: ENOENT)
        #expect(throws: expected) { try LMDBEngine(opening: path) }
    }

    @Test(
        "File systems of other machines are refused",
        arguments: [
            0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546,
        ] as [UInt32]
    )
    func remote(type: UInt32) { #expect(FileSystem.isRemote(type: type)) }

    @Test(
        "File systems of local disks and memory are not",
        arguments: [
            0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1, 0xf2f5_2010,
        ] as [UInt32]
    )
    func local(type: UInt32) { #expect(!FileSystem.isRemote(type: type)) }

    // MARK: - Helpers

    private func mode(_ path: String) -> UInt32 {
        var facts = stat()
        _ = unsafe stat(path, &facts)
        return facts.st_mode & 0o777
    }

    private func write(_ content: String, _ path: String) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let bytes = Bytes(content.utf8)
        #expect(unsafe Glibc.write(file, bytes, bytes.count) == bytes.count)
        close(file)
    }
}
