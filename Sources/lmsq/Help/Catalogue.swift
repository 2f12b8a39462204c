import Client
import SchoolAPI

/// What methods there are, as a daemon describes itself.
struct Catalogue {
    /// One method.
    struct Entry {
        let name: String
        let summary: String
        let json: JSON
    }

    let entries: [Entry]

    /// What the daemon answers that somebody talks to already.
    init(asking talk: Talk) throws(Failure) {
        self.init(document: try talk.call("rpc.discover").json)
    }

    /// What the daemon answers, if one runs; otherwise what this client was built with.
    init(_ invocation: Invocation) {
        var quiet = invocation
        quiet.options.spawns = false
        do throws(Failure) { self = try Catalogue(asking: Talk(quiet)) } catch {
            self.init(document: OpenRPC.document(version: Version.daemon))
        }
    }

    private init(document: [UInt8]) {
        entries = (JSON(document)?["methods"]?.elements ?? []).compactMap { json in
            json["name"]?.string.map { name in
                Entry(name: name, summary: json["summary"]?.string ?? "", json: json)
            }
        }
    }

    /// The parameters of a method, or nil where there is none of that name.
    func fields(of method: String) -> [Field]? {
        let entry = entries.first { $0.name == method }
        return entry?.json["params"]?.elements?.compactMap { Field(described: $0, of: method) }
    }
}
