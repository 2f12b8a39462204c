// swift-tools-version: 6.3
//
// One section per room, ground floor first; dependencies are sorted. A library room has its test target
// beside it. The table of who may import whom is held by Tests/TidyTests.
import PackageDescription

/// Every Swift target is built with all checks on and no warning allowed.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .enableExperimentalFeature("SuppressedAssociatedTypes"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A header and a library of the system, nothing else.
func system(_ name: String, _ library: String, _ package: String) -> [Target] {
    [.systemLibrary(name: name, pkgConfig: library, providers: [.apt([package])])]
}

/// A handful of C functions over a library or an instruction; no logic.
func shim(_ name: String, linking libraries: [String] = []) -> [Target] {
    [
        .target(
            name: name,
            cSettings: [.unsafeFlags(["-O2"])],
            cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: libraries.map { .linkedLibrary($0) }
        )
    ]
}

/// For a room whose classes never leave their loop's thread.
///
/// A release build does not look with every access whether another one is going on; debug builds do, and
/// with them all tests. The room is in no product, so that the flag is no matter to those who embed one.
let unwatched: [SwiftSetting] = [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// A library and, beside it, its tests.
func room(
    _ name: String,
    on floor: [String] = [],
    tested: Bool = true,
    with others: [String] = [],
    settings more: [SwiftSetting] = []
) -> [Target] {
    let below = floor.map { Target.Dependency(stringLiteral: $0) }
    let library = Target.target(name: name, dependencies: below, swiftSettings: strict + more)
    guard tested else { return [library] }
    let tests = Target.testTarget(
        name: name + "Tests",
        dependencies: below + others.map { .init(stringLiteral: $0) }
            + [.init(stringLiteral: name), "TestSupport"],
        swiftSettings: strict
    )
    return [library, tests]
}

let ground: [Target] =
    system("CLMDB", "lmdb", "liblmdb-dev")
    + system("CUV", "libuv", "libuv1-dev")
    + shim("CChecksum")
    + shim("CICU", linking: ["icui18n", "icuuc"])
    + shim("CPeer")
    + shim("CSimdjson", linking: ["simdjson"])
    + system("CSodium", "libsodium", "libsodium-dev")

let store: [Target] =
    room("Records", on: ["CChecksum"])
    + room("Threads", tested: false)
    + room("Engine", on: ["Records"], tested: false)
    + room("LMDB", on: ["CLMDB", "Engine", "Records", "Threads"])
    + room("Storage", on: ["Engine", "Records", "Threads"], with: ["LMDB"])

let school: [Target] =
    room("Collation", on: ["CICU", "Records", "Threads"])
    + room("SchoolModel", on: ["Records"])
    + room(
        "SchoolServices",
        on: ["Collation", "Engine", "Records", "SchoolModel", "Storage"],
        with: ["LMDB", "Threads"]
    )

/// What clients speak with.
let wire: [Target] =
    room("JSONRPC", on: ["CSimdjson", "Records"])
    + room(
        "Transport",
        on: ["CPeer", "CUV", "JSONRPC", "Records", "Threads"],
        settings: unwatched
    )
    + room("SchoolAPI", on: ["Records", "SchoolModel"])
    + room("Passwords", on: ["CSodium", "Threads"])
    + room("Client", on: ["JSONRPC", "Records", "SchoolAPI"], tested: false)
    + room(
        "Daemon",
        on: [
            "Collation", "Engine", "Interchange", "JSONRPC", "LMDB", "Passwords", "Records",
            "SchoolAPI", "SchoolModel", "SchoolServices", "Storage", "Threads", "Transport",
        ],
        with: ["Client", "lmsd", "lmsq"]
    )
    + room("Interchange")
    + room("Terminal")

/// What a newcomer sees first: a school in a folder, and its questions answered.
let programs: [Target] = [
    .executableTarget(
        name: "demo",
        dependencies: [
            "Collation", "Engine", "LMDB", "Records", "SchoolModel", "SchoolServices", "Storage",
        ],
        swiftSettings: strict
    ),
    .executableTarget(
        name: "lmsd",
        dependencies: ["Client", "Daemon", "Records", "SchoolAPI", "Transport"],
        swiftSettings: strict
    ),
    .executableTarget(
        name: "lmsq",
        dependencies: ["Client", "Interchange", "JSONRPC", "SchoolAPI", "Terminal"],
        swiftSettings: strict,
        // Half of what a small program takes is loading the libraries of Swift.
        linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]
    ),
]

/// What tests share.
let tests: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    // The programs themselves, as a shell runs them.
    .testTarget(
        name: "CommandTests",
        dependencies: ["Client", "SchoolAPI", "TestSupport", "demo", "lmsd", "lmsq"],
        swiftSettings: strict
    ),
]

/// A target of the benchmarks, which lie in a folder of their own.
func bench(_ target: Target) -> Target {
    let isC = target.name.hasPrefix("C")
    target.path = "Benchmarks/" + (isC ? String(target.name.dropFirst()) : target.name)
    return target
}

let benchmarks: [Target] = [
    bench(.target(name: "District", dependencies: ["Records"], swiftSettings: strict)),
    bench(
        .testTarget(
            name: "DistrictTests",
            dependencies: ["District", "Records"],
            swiftSettings: strict
        )
    ),
    // Puts its own pwrite before the C library's: for executables, never for a library.
    bench(
        .target(
            name: "CPageCount",
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]
        )
    ),
    bench(
        .target(
            name: "CRivals",
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("sqlite3")]
        )
    ),
    bench(
        .target(
            name: "SQLiteRival",
            dependencies: ["CRivals", "District", "Records"],
            swiftSettings: strict
        )
    ),
    bench(
        .executableTarget(
            name: "rivals",
            dependencies: ["CLMDB", "CPageCount", "CRivals", "District", "SQLiteRival"],
            swiftSettings: strict
        )
    ),
    // Shares the processor with what it measures, so it is C.
    bench(.target(name: "CLoad", cSettings: [.unsafeFlags(["-O2"])])),
    // The floor reads the store's own environment: LMDB forbids opening a file twice in a process.
    bench(
        .target(
            name: "CFloor",
            dependencies: ["CChecksum", "CLMDB", "CLoad", "CSimdjson"],
            cSettings: [.unsafeFlags(["-O2"])]
        )
    ),
    bench(
        .executableTarget(
            name: "bench",
            dependencies: [
                "CFloor", "CLoad", "CPageCount", "CRivals", "Collation", "District", "Engine",
                "LMDB", "Records", "SQLiteRival", "SchoolModel", "SchoolServices", "Storage",
                "Threads",
            ],
            swiftSettings: strict
        )
    ),
]

let tortured: [Target.Dependency] = [
    "Collation", "Engine", "LMDB", "Records", "SchoolModel", "SchoolServices", "Storage", "Threads",
]

/// Executables that try to break the store, and what they share: the rules stated a second time.
let torture: [Target] =
    [
        .target(
            name: "Oracle",
            dependencies: tortured,
            path: "Torture/Oracle",
            swiftSettings: strict
        ),
        .target(
            name: "PolicyOracle",
            dependencies: tortured + ["Client", "Daemon", "Oracle", "SchoolAPI", "Transport"],
            path: "Torture/PolicyOracle",
            swiftSettings: strict
        ),
        .testTarget(
            name: "PolicyTests",
            dependencies: tortured
                + ["Client", "Daemon", "Oracle", "PolicyOracle", "SchoolAPI", "TestSupport"],
            swiftSettings: strict
        ),
    ]
    + ["torture", "kill", "flip"].map { name in
        .executableTarget(
            name: name,
            dependencies: tortured + ["Oracle"],
            path: "Torture/\(name)",
            swiftSettings: strict
        )
    }
    + [
        .executableTarget(
            name: "policy",
            dependencies: tortured + ["Client", "Daemon", "Oracle", "PolicyOracle", "SchoolAPI"],
            path: "Torture/policy",
            swiftSettings: strict
        )
    ]
    + ["fuzz", "outage"].map { name in
        .executableTarget(
            name: name,
            dependencies: tortured + ["Client", "Daemon", "Oracle", "Transport"],
            path: "Torture/\(name)",
            swiftSettings: strict
        )
    }

let package = Package(
    name: "lms",
    products: [
        .library(name: "Collation", targets: ["Collation"]),
        .library(name: "Storage", targets: ["Engine", "LMDB", "Records", "Storage"]),
    ],
    targets: ground + store + school + wire + programs + tests + benchmarks + torture,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
