internal import Glibc

/// A new folder under TMPDIR.
package func temporaryFolder() -> String {
    let place = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    let template = place + "/lms-torture-XXXXXX"
    return unsafe template.withCString { template in
        guard let name = unsafe strdup(template) else { preconditionFailure("out of memory") }
        defer { unsafe free(name) }
        precondition(unsafe mkdtemp(name) != nil, "TMPDIR is not a folder to write in")
        return unsafe String(cString: name)
    }
}

/// Removes a folder and all that it holds; one that is not there is removed already.
package func removeFolder(_ path: String) {
    for name in names(in: path) {
        let inner = path + "/" + name
        if unsafe unlink(inner) != 0 { removeFolder(inner) }
    }
    unsafe rmdir(path)
}

/// What a folder holds.
package func names(in path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
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
