import FoundationEssentials

/// A file of Swift, cut into lines.
struct SourceFile {
    /// From the root of the package, such as `Sources/Records/Key.swift`.
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The second part of the path.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// All files below a folder of the package, in order.
    static func all(in folder: String) throws -> [SourceFile] {
        let root = #filePath.components(separatedBy: "/Tests/TidyTests/")[0]
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let data = try Data(contentsOf: URL(filePath: "\(root)/\(folder)/\(name)"))
            return SourceFile(
                path: "\(folder)/\(name)",
                text: String(decoding: data, as: UTF8.self)
            )
        }
    }

    /// `path:line`, as editors open it.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }

    /// A line without what stands behind `//`.
    func code(_ index: Int) -> Substring {
        lines[index].firstRange(of: "//").map { lines[index][..<$0.lowerBound] } ?? lines[index]
    }
}
