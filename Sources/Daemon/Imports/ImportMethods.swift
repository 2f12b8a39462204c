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
            importBegin, importRows, importFinish,
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

    private var importBegin: Method<Guest> {
        let house = self
        return reading(.importBegin) { _, parameters, output throws(RPCError) in
            let names = ImportKind.allCases.map(\.rawValue)
            let word = try parameters.wordIfPresent("kind", of: names)
            guard let word, let kind = ImportKind(rawValue: word) else {
                throw parameters.invalid("kind", "missing")
            }
            _ = try parameters.wordIfPresent("references", of: ["enforced"])
            let id = try house.imports.add(ImportSource(withDuplicates: kind, parameters))
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
            var source = try house.imports.take(id)
            // What cannot be read ends the import: half a table would be a wrong one.
            try source.read(parameters)
            let count = source.count
            house.imports.putBack(source, as: id)
            output.append("{")
            output.member("rows", count)
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var importFinish: Method<Guest> {
        let house = self
        return working(.importFinish, "importing") { guest, parameters throws(RPCError) in
            var source = try house.imports.take(Int(try parameters.integer("importId")))
            try source.finish()
            let (context, ready) = (house.context(for: guest), source)
            return { effort, output throws(RPCError) in
                try ImportRun(ready, context, house).run(effort, &output)
            }
        }
    }
}
