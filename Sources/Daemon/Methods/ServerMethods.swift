internal import Collation
internal import Engine
internal import Glibc
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import Storage
internal import Synchronization

extension House {
    var serverMethods: [Method<Guest>] {
        [discover, serverHealth, serverVersion, serverStats, adminVerify]
    }

    private var discover: Method<Guest> {
        let document = OpenRPC.document(version: Version.daemon)
        return reading(.discover) { _, _, output in output.append(document.rawSpan) }
    }

    private var serverHealth: Method<Guest> {
        let house = self
        return reading(.serverHealth) { _, _, output in
            output.append("{\"ok\":true,")
            output.member("uptimeSeconds", Int(house.uptimeSeconds))
            output.member("today", house.today.text)
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var serverVersion: Method<Guest> {
        let house = self
        return reading(.serverVersion) { _, _, output in
            output.append("{\"name\":\"lmsd\",\"version\":\"")
            output.append(Version.daemon)
            output.append("\",\"protocolVersion\":\"")
            output.append(Version.protocol)
            output.append("\",")
            output.member("collation", house.collator.version)
            output.member("processId", Int(getpid()))
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var serverStats: Method<Guest> {
        let house = self
        return reading(.serverStats) { _, _, output throws(RPCError) in
            let statistics: Statistics
            do throws(EngineError) { statistics = try house.engine.statistics() } catch {
                throw RPCError(StoreError.engine(error))
            }
            let counters = house.store.counters
            output.append("{\"rows\":{")
            for kind in EntityKind.allCases {
                output.member(kind.name, counters[kind.table].rows)
            }
            output.removeTrailingComma()
            output.append("},")
            output.member("sequence", Int(counters.sequence))
            output.member("commits", house.store.laneStatistics.commits)
            output.member("requests", house.store.laneStatistics.requests)
            output.member("largestBatch", house.store.laneStatistics.largestBatch)
            output.member("mapBytes", statistics.mapByteCount)
            output.member("maximumBytes", statistics.maximumByteCount)
            output.member("usedBytes", statistics.usedByteCount)
            output.member("freeBytes", statistics.freeByteCount)
            output.member("readers", statistics.readerCount)
            output.member("sessions", house.sessionCount.load(ordering: .relaxed))
            output.member("uptimeSeconds", Int(house.uptimeSeconds))
            output.removeTrailingComma()
            output.append("}")
        }
    }

    private var adminVerify: Method<Guest> {
        let house = self
        return working(.adminVerify, "verifying the store") { _, _ in
            { effort, output throws(RPCError) in
                output.append(try house.verify(effort, upTo: 100))
            }
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ report: VerifyReport) {
        append(report.isClean ? "{\"ok\":true," : "{\"ok\":false,")
        member("entries", report.entries)
        member("count", report.count)
        append("\"rows\":{")
        for kind in EntityKind.allCases { member(kind.name, report.rows[kind.table] ?? 0) }
        removeTrailingComma()
        append("},\"findings\":[")
        for finding in report.findings {
            append("{")
            member("kind", finding.kind.rawValue)
            member("subject", finding.subject)
            member("key", finding.key)
            member("detail", finding.detail)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("]}")
    }
}
