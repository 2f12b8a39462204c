/// Which room may import which: the table of the architecture, compared with every import line.
///
/// A new room, or a new line between two rooms, changes this table in the same commit. Executables may
/// import all rooms; Foundation nobody.
enum Rooms {
    static let imports: [String: Set<String>] = [
        "Records": ["CChecksum"],
        "Threads": ["Glibc"],
        "Engine": ["Glibc", "Records"],
        "LMDB": ["CLMDB", "Engine", "Glibc", "Records", "Threads"],
        "Storage": ["Engine", "Records", "Threads"],
        "Collation": ["CICU", "Records"],
        "SchoolModel": ["Records"],
        "SchoolAPI": ["Records", "SchoolModel"],
        "SchoolServices": ["Collation", "Engine", "Records", "SchoolModel", "Storage"],
        "JSONRPC": ["CSimdjson", "Glibc", "Records", "Synchronization"],
        "Transport": [
            "CPeer", "CUV", "Glibc", "JSONRPC", "Records", "Synchronization", "Threads",
        ],
        "Interchange": [],
        "Terminal": [],
        "Passwords": ["CSodium", "Threads"],
        "Client": ["Glibc", "JSONRPC", "Records", "SchoolAPI"],
        "Daemon": [
            "Collation", "Engine", "Glibc", "Interchange", "JSONRPC", "LMDB", "Passwords",
            "Records",
            "SchoolAPI", "SchoolModel",
            "SchoolServices", "Storage", "Synchronization", "Threads", "Transport",
        ],
    ]

    /// The rooms that touch memory by pointer, each for a library in C or for speed that was measured.
    static let unsafe: Set<String> = [
        "Client", "Collation", "Engine", "JSONRPC", "LMDB", "Passwords", "Records", "Threads",
        "Transport",
    ]
}
