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

/// A library and, beside it, its tests.
func room(
    _ name: String,
    on floor: [String] = [],
    tested: Bool = true,
    with others: [String] = []
) -> [Target] {
    let below = floor.map { Target.Dependency(stringLiteral: $0) }
    let library = Target.target(name: name, dependencies: below, swiftSettings: strict)
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

let store: [Target] =
    room("Records", on: ["CChecksum"])
    + room("Threads", tested: false)
    + room("Engine", on: ["Records"], tested: false)
    + room("LMDB", on: ["CLMDB", "Engine", "Records", "Threads"])
    + room("Storage", on: ["Engine", "Records", "Threads"], with: ["LMDB"])

let school: [Target] =
    room("Collation", on: ["CICU", "Records"])
    + room("SchoolModel", on: ["Records"], tested: false)
    + room(
        "SchoolServices",
        on: ["Collation", "Engine", "Records", "SchoolModel", "Storage"],
        tested: false
    )

let wire: [Target] =
    room("JSONRPC", on: ["CSimdjson", "Records"])
    + room("Transport", on: ["CPeer", "CUV", "JSONRPC", "Records", "Threads"])

/// What tests share.
let tests: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict)
]

let package = Package(
    name: "lms",
    targets: ground + store + school + wire + tests,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
