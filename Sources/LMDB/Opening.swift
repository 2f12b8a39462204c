internal import CLMDB
internal import Glibc

/// The way from a path to an open store that nobody else has open: `Storage.docc/OnDisk.md`.
enum Opening {
    /// The first half: the lock of a store that exists, or of one that is made.
    static func lock(
        _ path: String,
        _ options: LMDBEngine.Options
    ) throws(OpenError) -> LockFile {
        let folder = Folder(path)
        try refuseRemote(folder, options)
        return try lock(folder, options)
    }

    /// The second half, under the lock.
    static func environment(
        _ path: String,
        _ options: LMDBEngine.Options
    ) throws(OpenError) -> Environment {
        let folder = Folder(path)
        let environment = try Environment(opening: folder, options)
        // A commit that only reached the page cache before a crash is made durable before anybody is
        // told of it; with it, the name of the folder, whose rename may have got no further either.
        let synced = unsafe mdb_env_sync(environment.handle, 1)
        try OpenError.engine("mdb_env_sync", folder.data, synced)
        try folder.sync()
        try folder.container.sync()
        var dead: Int32 = 0
        let checked = unsafe mdb_reader_check(environment.handle, &dead)
        try OpenError.engine("mdb_reader_check", folder.path, checked)
        try environment.openTrees(folder.path)
        return environment
    }

    // MARK: - Steps

    private static func refuseRemote(
        _ folder: Folder,
        _ options: LMDBEngine.Options
    ) throws(OpenError) {
        if options.allowsNetworkFileSystem { return }
        let place = try folder.contents() == nil ? folder.parent : folder
        let type = try FileSystem.type(of: place.path)
        if FileSystem.isRemote(type: type) {
            throw .networkFileSystem(folder: folder.path, type: type)
        }
    }

    private static func lock(
        _ folder: Folder,
        _ options: LMDBEngine.Options
    ) throws(OpenError) -> LockFile {
        // Somebody else may create or remove the folder between any two steps; nobody does so forever.
        for _ in 0..<16 {
            if try isAbsentOrEmpty(folder) {
                if let lock = try create(folder, options) { return lock }
            } else if unsafe access(folder.data, F_OK) != 0 {
                throw .notAStore(folder: folder.path)
            } else if let lock = try LockFile.take(in: folder) {
                removeDraft(of: folder)
                return lock
            }
        }
        throw .alreadyOpen(folder: folder.path)
    }

    private static func isAbsentOrEmpty(_ folder: Folder) throws(OpenError) -> Bool {
        try folder.contents()?.isEmpty ?? true
    }

    private static func create(
        _ folder: Folder,
        _ options: LMDBEngine.Options
    ) throws(OpenError) -> LockFile? {
        guard let draft = try Draft.begin(for: folder) else { return nil }
        // Only under the lock does the answer stay what it is.
        guard try isAbsentOrEmpty(folder) else {
            try draft.discard()
            return nil
        }
        try makeEnvironment(in: draft.folder, options)
        return try draft.publish()
    }

    private static func makeEnvironment(
        in folder: Folder,
        _ options: LMDBEngine.Options
    ) throws(OpenError) {
        let environment = try Environment(opening: folder, options)
        try environment.createTrees(folder.path)
    }

    /// Removes what a creation left that met a finished store.
    ///
    /// It takes a little room and does no other harm, so that a failure is no reason not to open.
    private static func removeDraft(of folder: Folder) {
        do throws(OpenError) {
            guard try folder.draft.contents() != nil else { return }
            try Draft.begin(for: folder)?.discard()
        } catch {}
    }
}
