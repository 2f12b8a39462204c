/// Which room may import which: the table of the architecture, compared with every import line.
///
/// A new room, or a new line between two rooms, changes this table in the same commit. Executables may
/// import all rooms; Foundation nobody.
enum Rooms {
    static let imports: [String: Set<String>] = [
        "Records": ["CChecksum"],
        "Threads": ["Glibc"],
        "Engine": ["Glibc", "Records"],
        "LMDB": ["CLMDB", "Engine", "Glibc", "Records", "Synchronization", "Threads"],
        "Storage": ["Engine", "Records", "Threads"],
        "Collation": ["CICU", "Records", "Threads"],
        "SchoolModel": ["Records"],
        "SchoolAPI": ["Records", "SchoolModel"],
        "SchoolServices": ["Collation", "Engine", "Records", "SchoolModel", "Storage"],
        "JSONRPC": ["CSimdjson", "Glibc", "Records", "Synchronization"],
        "Transport": [
            "CPeer", "CUV", "Glibc", "JSONRPC", "Records", "Synchronization", "Threads",
        ],
        "Interchange": ["Glibc"],
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

    /// The files of the daemon that turn to the store itself; all others see it as the session does.
    static let storekeepers: Set<String> = [
        // Where the session's view comes from, and where what it asks for is written.
        "Serving/Desk.swift", "Serving/Guest.swift", "Serving/House+Answering.swift",
        // What nobody asked for.
        "Pushing/Crier.swift", "Pushing/Herald.swift", "Serving/House+Collation.swift",
        "Serving/House+Day.swift",
        // Who has not logged in yet is no session.
        "LoggingIn/LoginMethods.swift",
        // Of the store as a whole, for its operators.
        "Operating/SettingMethods.swift", "Operating/StatsMethods.swift",
        "Operating/ValidateMethod.swift", "Operating/MigrateMethods.swift",
        "Operating/SeedMethods.swift", "Operating/VerifyMethod.swift",
        "Operating/EnforceMethod.swift",
        // Long work beside the loops: it is written as its caller, slice by slice. What an audit compares
        // is for services, and cut down to the organisation of whoever else asks.
        "Imports/BackfillMethods.swift", "Imports/ImportRun.swift",
        // The store as a whole, out and in; tables are read as whoever asked for them sees the rows.
        "Exchange/StoreExport.swift", "Exchange/TableExport.swift", "Imports/StoreImport.swift",
    ]

    /// The rooms that touch memory by pointer, each for a library in C or for speed that was measured.
    static let unsafe: Set<String> = [
        "Client", "Collation", "Engine", "Interchange", "JSONRPC", "LMDB", "Passwords", "Records",
        "Threads",
        "Transport",
    ]
}
