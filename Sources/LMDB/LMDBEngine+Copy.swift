internal import CLMDB
internal import Glibc

extension LMDBEngine {
    /// Writes a copy as of now into a new folder, durable on return, that can be opened as a store.
    ///
    /// A compact copy leaves out free pages and lays the others in order. It is one long reader: every
    /// write beside it makes the file grow.
    public func copy(to path: String, compact: Bool = false) throws(OpenError) {
        let target = Folder(path)
        guard try target.contents() == nil else { throw .alreadyExists(path: target.path) }
        guard let draft = try Draft.begin(for: target) else {
            throw .alreadyOpen(folder: target.path)
        }
        let folder = draft.folder
        do throws(OpenError) {
            try write(to: folder.data, compact)
        } catch {
            try draft.discard()
            throw error
        }
        _ = try draft.publish()
    }

    private func write(to path: String, _ compact: Bool) throws(OpenError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let file = try OpenError.system("open", path, unsafe open(path, flags, 0o600))
        defer { close(file) }
        enter()
        defer { leave() }
        let kind = UInt32(compact ? MDB_CP_COMPACT : 0)
        try OpenError.engine("mdb_env_copyfd2", path, unsafe mdb_env_copyfd2(handle, file, kind))
    }
}

extension LMDBEngine {
    /// The folder, as every program finds it.
    public var absoluteFolder: String {
        guard let path = unsafe realpath(folder, nil) else { return folder }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// Whether this process may make files in the folder.
    public var isFolderWritable: Bool { unsafe access(folder, W_OK) == 0 }

    /// How many bytes the file of a store has; 0 where there is none.
    public static func fileByteCount(in folder: String) -> Int {
        var status = stat()
        return unsafe stat(Folder(folder).data, &status) == 0 ? Int(status.st_size) : 0
    }
}
