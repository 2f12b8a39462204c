internal import Glibc

/// A folder in the making: `NAME.tmp` until it is complete and durable, then `NAME`.
///
/// A crash leaves either no `NAME` or a whole one, and perhaps a `NAME.tmp` that the next open removes.
struct Draft: ~Copyable {
    let target: Folder
    let folder: Folder
    private let lock: LockFile

    /// Begins with an empty folder, or returns nil when another process was in between.
    static func begin(for target: Folder) throws(OpenError) -> Draft? {
        let folder = target.draft
        try folder.make()
        guard let lock = try LockFile.take(in: folder) else { return nil }
        // Left over by a crash: nobody else holds the lock. Anything else is not ours to remove.
        guard let stale = try folder.contents()?.filter({ $0 != "store.lock" }) else { return nil }
        if let name = stale.first(where: { $0 != "data.mdb" && $0 != "lock.mdb" }) {
            throw .alreadyExists(path: folder.path + "/" + name)
        }
        try folder.remove(stale)
        return Draft(target: target, folder: folder, lock: lock)
    }

    /// Makes the content durable, gives it its name, and makes that durable.
    ///
    /// The lock stays held.
    consuming func publish() throws(OpenError) -> LockFile {
        try Folder.sync(file: folder.data)
        try folder.sync()
        // Replaces nothing but an empty folder.
        let result = unsafe rename(folder.path, target.path)
        if result < 0, errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR {
            throw .alreadyExists(path: target.path)
        }
        try OpenError.system("rename", target.path, result)
        try target.parent.sync()
        return lock
    }

    /// Removes it.
    consuming func discard() throws(OpenError) {
        try folder.remove(folder.contents() ?? [])
        try OpenError.system("rmdir", folder.path, unsafe rmdir(folder.path))
    }
}
