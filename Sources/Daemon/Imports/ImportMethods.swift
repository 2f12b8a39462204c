internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolServices

extension House {
    var importMethods: [Method<Guest>] {
        [
            importing(.importUsers, .users), importing(.importCohorts, .cohorts),
            importing(.importCohortMembers, .cohortMembers),
            importing(.importLegacyGroups, .legacyGroups),
            importing(.importAttendance, .attendance), importing(.importPayments, .payments),
            importing(.importLegacyLog, .legacyLog),
            importBegin, importRows, importFinish, adminImport,
        ]
    }

    /// An import whose rows come in one message.
    private func importing(_ message: MethodMessage, _ kind: ImportKind) -> Method<Guest> {
        let house = self
        return working(message, "importing") { guest, parameters throws(RPCError) in
            var source =
                kind == .cohorts
                ? try ImportSource(withDuplicates: kind, parameters)
                : try ImportSource(kind, parameters)
            try source.read(parameters)
            try source.finish()
            let (context, ready) = (house.context(for: guest), source)
            return { effort, output throws(RPCError) in
                try ImportRun(ready, context, house).run(effort, &output)
            }
        }
    }

    /// An export of a store that comes in one message.
    private var adminImport: Method<Guest> {
        let house = self
        return working(.adminImport, "importing") { guest, parameters throws(RPCError) in
            var source = try StoreSource(parameters, beside: house.folder)
            try source.read(parameters)
            let (context, ready) = (house.context(for: guest), source)
            return { effort, output throws(RPCError) in
                try StoreImport(ready, context, house).run(effort, &output)
            }
        }
    }

    private var importBegin: Method<Guest> {
        let house = self
        return reading(.importBegin) { _, parameters, output throws(RPCError) in
            let names = ImportKind.allCases.map(\.rawValue) + ["store"]
            guard let word = try parameters.wordIfPresent("kind", of: names) else {
                throw parameters.invalid("kind", "missing")
            }
            let source: OpenImport
            if let kind = ImportKind(rawValue: word) {
                // Their rows name others by what they are called: there is nothing to be kept.
                guard try !parameters.defersReferences() else {
                    throw parameters.invalid("references", "conflict", hint: "only kind store")
                }
                source = .rows(try ImportSource(withDuplicates: kind, parameters))
            } else {
                try parameters.refuseSettingsOfRows()
                source = .store(try StoreSource(parameters, beside: house.folder))
            }
            let id = try house.imports.add(source)
            output.append("{")
            output.member("importId", id)
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var importRows: Method<Guest> {
        let house = self
        return reading(.importRows) { _, parameters, output throws(RPCError) in
            let id = Int(try parameters.integer("importId"))
            // What cannot be read ends the import: half a table would be a wrong one.
            let count: Int
            switch try house.imports.take(id) {
            case .rows(var source):
                try source.read(parameters)
                count = source.count
                house.imports.putBack(.rows(source), as: id)
            case .store(var source):
                try source.read(parameters)
                count = source.lineCount
                house.imports.putBack(.store(source), as: id)
            }
            output.append("{")
            output.member("rows", count)
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var importFinish: Method<Guest> {
        let house = self
        return working(.importFinish, "importing") { guest, parameters throws(RPCError) in
            let context = house.context(for: guest)
            switch try house.imports.take(Int(try parameters.integer("importId"))) {
            case .rows(var source):
                try source.finish()
                let ready = source
                return { effort, output throws(RPCError) in
                    try ImportRun(ready, context, house).run(effort, &output)
                }
            case .store(let source):
                return { effort, output throws(RPCError) in
                    try StoreImport(source, context, house).run(effort, &output)
                }
            }
        }
    }
}

extension Parameters {
    /// Whether rows may name what does not exist.
    func defersReferences() throws(RPCError) -> Bool {
        try wordIfPresent("references", of: ["enforced", "deferred"]) == "deferred"
    }

    /// Refuses what says how rows of other systems are read: an export of a store says it all.
    fileprivate func refuseSettingsOfRows() throws(RPCError) {
        let names: [StaticString] = [
            "mapping", "source", "createCourses", "guessYear", "atomic",
        ]
        for name in names where has(name) && value(name)?.kind != .null {
            throw invalid(name, "conflict", hint: "not with an export of a store")
        }
    }
}
