internal import CLMDB
internal import Glibc

/// Why a store cannot be opened, created or copied.
public enum OpenError: Error, Equatable {
    /// Another engine, in this process or in another one, holds the store's lock.
    case alreadyOpen(folder: String)
    /// Locks and memory maps of such a file system cannot be trusted.
    case networkFileSystem(folder: String, type: UInt32)
    /// The folder holds something, but not what makes a store.
    case notAStore(folder: String)
    /// LMDB can read the file, but a tree that every store has is missing or has another number.
    case missingTree(folder: String, name: String)
    /// A copy would have to replace something.
    case alreadyExists(path: String)
    /// The operating system refused.
    case system(call: String, path: String, code: Int32)
    /// LMDB refused.
    case engine(call: String, path: String, code: Int32)
}

extension OpenError: CustomStringConvertible {
    /// The reason and, where there is one, what to do.
    public var description: String {
        switch self {
        case .alreadyOpen(let folder):
            "\(folder) is open already, here or in another process; only one may have it open"
        case .networkFileSystem(let folder, let type):
            "\(folder) is on a network or user-space file system (type 0x\(String(type, radix: 16))), "
                + "where a store can be damaged; move it to a local disk"
        case .notAStore(let folder):
            "\(folder) has contents, but no data.mdb; a new store needs an empty or a new folder"
        case .missingTree(let folder, let name):
            "\(folder) lacks the tree \(name); it was not made by this program, or is damaged"
        case .alreadyExists(let path):
            "\(path) exists already and is not replaced"
        case .system(let call, let path, let code):
            unsafe "\(call) of \(path) failed: \(Self.text(strerror(code)))" + Self.advice(code)
        case .engine(let call, let path, let code):
            unsafe "\(call) of \(path) failed: \(Self.text(mdb_strerror(code)))" + Self.advice(code)
        }
    }

    /// What to do where the store may not be written.
    private static func advice(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM:
            "; whoever runs this must own the folder, and may write into it and into the one around it"
        case EROFS: "; the disk can only be read: choose a folder on another one"
        default: ""
        }
    }

    private static func text(_ message: UnsafePointer<CChar>?) -> String {
        guard let message = unsafe message else { return "unknown error" }
        return unsafe String(cString: message)
    }
}

extension OpenError {
    /// Passes a result of the system on, or throws what `errno` says.
    @discardableResult
    static func system(
        _ call: String,
        _ path: String,
        _ result: Int32
    ) throws(OpenError) -> Int32 {
        guard result >= 0 else { throw .system(call: call, path: path, code: errno) }
        return result
    }

    /// Throws what LMDB's number says, unless it is zero.
    static func engine(_ call: String, _ path: String, _ code: Int32) throws(OpenError) {
        guard code == MDB_SUCCESS else { throw .engine(call: call, path: path, code: code) }
    }
}
