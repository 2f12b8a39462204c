/// What the sources are held to. Each rule names the places that break it.
extension SourceFile {
    /// The module of each import line, with its line.
    var importedModules: [(line: Int, module: String)] {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:class|enum|func|let|protocol|struct|typealias|var)\s+)?(\w+)/
        return lines.indices.compactMap { index in
            guard lines[index].contains("import ") else { return nil }
            return lines[index].firstMatch(of: pattern).map { (index, String($0.1)) }
        }
    }

    /// Functions with more lines than allowed, from the declaration to the brace at its own depth.
    func functionsLonger(than maximum: Int) -> [String] {
        let declaration = /^( *)(?:[@\w()]+ )*?(?:func |init[?<(]|deinit |subscript\()/
        return lines.indices.compactMap { start in
            guard let match = lines[start].firstMatch(of: declaration),
                let opening = opening(of: start, indentation: match.1),
                let end = lines.indices[(opening + 1)...].first(where: { index in
                    !lines[index].isEmpty && !lines[index].hasPrefix(match.1 + " ")
                }),
                end - start + 1 > maximum
            else { return nil }
            return "\(place(start)) has \(end - start + 1) lines"
        }
    }

    /// The line that opens a declaration's body, or nil where it has none: a requirement, a single line.
    private func opening(of start: Int, indentation: Substring) -> Int? {
        for index in lines[start...].indices {
            if lines[index].hasSuffix("{") { return index }
            // A head goes on deeper, or at its own depth with what closes or constrains it.
            guard index + 1 < lines.count, lines[index + 1].hasPrefix(indentation) else {
                return nil
            }
            let rest = lines[index + 1].dropFirst(indentation.count)
            guard [" ", ")", "{", "where"].contains(where: rest.hasPrefix) else { return nil }
        }
        return nil
    }

    /// Calls of `take()`, which the compiler gets wrong without optimisation for values that cannot be copied.
    var takes: [String] { places(of: /\.take\(\)/, containing: ".take()") }

    /// Stored optionals of types that cannot be copied: hit by the same mistake of the compiler.
    func optionalProperties(of types: Set<String>) -> [String] {
        lines.indices.compactMap { index in
            guard lines[index].contains("?") else { return nil }
            let property = /^ +(?:[@\w()]+ )*(?:var|let) \w+: (\w+)(?:<.*>)?\?(?: = nil)?\s*$/
            guard let match = code(index).firstMatch(of: property), types.contains(String(match.1))
            else { return nil }
            return "\(place(index)) \(match.1)?"
        }
    }

    /// Types of this file that cannot be copied.
    var noncopyableTypes: [String] {
        lines.indices.compactMap { index in
            guard lines[index].contains("~Copyable") else { return nil }
            let type = /\b(?:struct|enum) (\w+)\b[^{]*~Copyable/
            return code(index).firstMatch(of: type).map { String($0.1) }
        }
    }

    /// Notes to do something later that name nobody.
    var ownerlessNotes: [String] {
        lines.indices.filter { index in
            ["TODO", "FIXME", "XXX"].contains(where: lines[index].contains)
                && lines[index].contains(/\b(?:TODO|FIXME|XXX)\b/)
                && !lines[index].contains(/\bTODO\([a-z]\w*\): \w/)
        }.map(place)
    }

    /// Where the store is read or written around the view that a session has of it.
    var waysAroundTheView: [String] {
        let ways = [
            "store.read", "store.run(", "store.write", "store.submit", "store.dryRun",
            "store.checksums", "store.verify", ".makeReader(", "serve(as:",
        ]
        return lines.indices.filter { index in
            ways.contains(where: lines[index].contains)
                && ways.contains(where: code(index).contains)
        }.map(place)
    }

    /// Uses of `unsafe`.
    var unsafePlaces: [String] { places(of: /\bunsafe\b/, containing: "unsafe") }

    /// The plain text is looked for first: all rules took four times as long with patterns alone.
    private func places(of pattern: Regex<Substring>, containing text: String) -> [String] {
        lines.indices.filter { lines[$0].contains(text) && code($0).contains(pattern) }.map(place)
    }
}
