internal import Glibc

/// Connects to a socket that a client listens at, as language servers do for `--pipe`.
public func dial(_ path: String) throws(SocketError) -> Int32 {
    let folder = try SocketFolder(dialing: path)
    let address = try SocketAddress(path: path, name: folder.name, in: folder.descriptor)
    let descriptor = try makeSocket()
    let code = address.connect(descriptor)
    guard code == 0 else {
        close(descriptor)
        throw .system(call: "connect", number: code)
    }
    return descriptor
}
