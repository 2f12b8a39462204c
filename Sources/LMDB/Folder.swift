internal import Glibc

/// A folder by its path.
struct Folder: Equatable {
    /// Without a slash at the end.
    let path: String

    init(_ path: String) {
        var path = path[...]
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        self.path = String(path)
    }

    var data: String { path + "/data.mdb" }
    var lock: String { path + "/store.lock" }
    /// Where a new folder of this name is made.
    var draft: Folder { Folder(path + ".tmp") }

    /// What the name says, which is right also when nothing exists there.
    var parent: Folder {
        guard let slash = path.lastIndex(of: "/") else { return Folder(".") }
        return slash == path.startIndex ? Folder("/") : Folder(String(path[..<slash]))
    }

    /// The folder that really holds this one, which a symbolic link may hide.
    var container: Folder { Folder(path + "/..") }

    /// What is in it, or nil where nothing exists.
    func contents() throws(OpenError) -> [String]? {
        guard let stream = unsafe opendir(path) else {
            if errno == ENOENT { return nil }
            throw .system(call: "opendir", path: path, code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    unsafe String(cString: name)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes it, for its owner only, unless it exists.
    func make() throws(OpenError) {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        throw .system(call: "mkdir", path: path, code: errno)
    }

    /// Removes files, but not folders, that lie in it.
    func remove(_ names: [String]) throws(OpenError) {
        for name in names {
            let file = path + "/" + name
            try OpenError.system("unlink", file, unsafe unlink(file))
        }
    }

    /// Makes names in it durable: creations and renames.
    func sync() throws(OpenError) { try Self.sync(path, O_RDONLY | O_DIRECTORY) }

    /// Makes the bytes of a file durable.
    static func sync(file: String) throws(OpenError) { try sync(file, O_RDWR) }

    private static func sync(_ path: String, _ flags: Int32) throws(OpenError) {
        let file = try OpenError.system("open", path, unsafe open(path, flags | O_CLOEXEC))
        defer { close(file) }
        try OpenError.system("fsync", path, fsync(file))
    }
}
