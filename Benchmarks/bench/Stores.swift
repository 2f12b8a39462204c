import CFloor
import Collation
import District
import Glibc
import LMDB
import Records
import SQLiteRival
import SchoolModel
import SchoolServices
import Storage

/// The same district twice: in the store, whose environment the floor reads too, and in SQLite.
final class Stores: @unchecked Sendable {
    let district: District
    let engine: LMDBEngine
    let store: Store<LMDBEngine>
    let collator: Collator
    // Asked by the main thread only.
    let sqlite: SQLiteRival
    let folder: String
    private let isTemporary: Bool

    /// Stands in a folder whose stores are both whole, and says what they hold.
    private static func mark(_ scale: Int) -> String { "district \(scale), format 1\n" }

    /// Opens what is there, without loading anything.
    convenience init(opening options: Options) throws {
        var report = Report(Machine(), options)
        try self.init(opening: options, &report)
    }

    init(opening options: Options, _ report: inout Report) throws {
        district = District(students: options.scale)
        isTemporary = options.folder == nil
        folder = try options.folder ?? Self.temporaryFolder()
        unsafe mkdir(folder, 0o700)
        collator = try Collator()
        let markPath = folder + "/loaded"
        let isLoaded = text(ofFile: markPath) == Self.mark(options.scale)
        if !isLoaded { Self.remove(folder) }
        var engineOptions = LMDBEngine.Options()
        // Enough for 200,000 students, and what valgrind can map.
        engineOptions.maximumByteCount = 16 << 30
        engine = try LMDBEngine(opening: folder + "/lms", options: engineOptions)
        var storeOptions = Store<LMDBEngine>.Options()
        storeOptions.collation = collator.version
        store = try Store(
            engine,
            schema: SchoolSchema.self,
            migrations: SchoolMigrations.all(),
            options: storeOptions
        )
        let path = folder + "/sqlite.db"
        if !isLoaded {
            try Loader(district, store, engine, collator).load(&report)
            Loader.loadSQLite(district, at: path, collator, &report)
            writeFile(markPath, Self.mark(options.scale))
        }
        sqlite = SQLiteRival(opening: path)
        let tables = engine.tables
        let code = unsafe engine.withEnvironmentPointer { environment in
            unsafe floor_open(environment, tables.relations, tables.sheets)
        }
        guard code == 0 else { throw Options.Misuse(description: "the floor cannot read: \(code)") }
    }

    /// The stores are about to be written to, so that they are made anew the next time.
    func spoil() { unsafe unlink(folder + "/loaded") }

    func close() {
        floor_close()
        store.close()
        if isTemporary {
            Self.remove(folder)
            unsafe rmdir(folder)
        }
    }

    private static func temporaryFolder() throws -> String {
        let place = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array((place + "/lms-bench-XXXXXX").utf8CString)
        guard let name = unsafe mkdtemp(&template) else {
            throw Options.Misuse(description: "\(place) cannot be written to")
        }
        return unsafe String(cString: name)
    }

    private static func remove(_ folder: String) {
        let names = ["data.mdb", "lock.mdb", "store.lock"].map { "lms/" + $0 }
        for name in names + ["sqlite.db", "sqlite.db-wal", "sqlite.db-shm", "loaded"] {
            unsafe unlink(folder + "/" + name)
        }
        unsafe rmdir(folder + "/lms")
    }
}

func writeFile(_ path: String, _ text: String) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { return complain("bench: cannot write \(path)") }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return complain("bench: cannot write \(path)") }
        rest = rest.dropFirst(count)
    }
}
