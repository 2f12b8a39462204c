internal import Glibc

/// The lock that makes a process the only one with a store open.
///
/// The kernel gives it back when the process ends, however it ends.
///
/// It belongs to the open file, not to the process: a second open in the same process is refused too.
/// It follows the file when its folder is renamed: that is how it covers the creation of a store.
struct LockFile: ~Copyable {
    private let file: Int32

    /// Takes the lock, or returns nil when the folder went away while that was tried.
    static func take(in folder: Folder) throws(OpenError) -> LockFile? {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let file = unsafe open(folder.lock, flags, 0o600)
        if file < 0, errno == ENOENT { return nil }
        let lock = LockFile(file: try OpenError.system("open", folder.lock, file))
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { throw .alreadyOpen(folder: folder.path) }
            throw .system(call: "flock", path: folder.lock, code: errno)
        }
        guard lock.isStillAt(folder.lock) else { return nil }
        return lock
    }

    private init(file: Int32) { self.file = file }

    deinit {
        // Closing alone would not do: a program that is being started holds a copy until it runs.
        flock(file, LOCK_UN)
        close(file)
    }

    /// Whoever waited for the lock may hold that of a folder which was renamed or removed meanwhile.
    private borrowing func isStillAt(_ path: String) -> Bool {
        var mine = stat()
        var there = stat()
        guard unsafe fstat(file, &mine) == 0, unsafe lstat(path, &there) == 0 else { return false }
        return mine.st_ino == there.st_ino && mine.st_dev == there.st_dev
    }
}
