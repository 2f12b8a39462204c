internal import Foundation

/// An empty folder of its own under TMPDIR, removed with everything in it when nobody has it any more.
public final class TemporaryFolder: Sendable {
    /// Absolute, without a slash at the end.
    public let path: String

    /// Makes the folder, or traps: no test can go on without.
    public init() {
        let place = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        let template = place + "/lms-test-XXXXXX"
        path = unsafe template.withCString { template in
            guard let name = unsafe strdup(template) else { fatalError("out of memory") }
            defer { unsafe free(name) }
            precondition(unsafe mkdtemp(name) != nil, "TMPDIR is not a folder to write in")
            return unsafe String(cString: name)
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            fatalError("a temporary folder cannot be removed: \(error)")
        }
    }

    /// The path of something in the folder.
    public func path(_ name: String) -> String { path + "/" + name }
}
