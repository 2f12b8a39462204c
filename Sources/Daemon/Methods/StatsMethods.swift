internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import Storage
internal import Synchronization
internal import Transport

extension House {
    var statsMethods: [Method<Guest>] { [serverStats] }

    /// What the engine says about its file.
    func statistics() throws(RPCError) -> Statistics {
        do throws(EngineError) { return try engine.statistics() } catch {
            throw RPCError(StoreError.engine(error))
        }
    }

    private var serverStats: Method<Guest> {
        let house = self
        return reading(.serverStats) { guest, _, output throws(RPCError) in
            let statistics = try house.statistics()
            output.append("{")
            output.append(counters: house.store.counters)
            output.append(lane: house.store.laneStatistics)
            output.member("mapBytes", statistics.mapByteCount)
            output.member("maximumBytes", statistics.maximumByteCount)
            output.member("usedBytes", statistics.usedByteCount)
            output.member("freeBytes", statistics.freeByteCount)
            output.member("readers", statistics.readerCount)
            output.member("sessions", house.sessionCount.load(ordering: .relaxed))
            output.member("uptimeSeconds", Int(house.uptimeSeconds))
            output.append(guest.connection.figures)
            output.removeTrailingComma()
            output.append("}")
        }
    }
}

// Each appends members, and the comma behind them.
extension OutputBuffer {
    fileprivate mutating func append(counters: Counters) {
        append("\"rows\":{")
        for kind in EntityKind.allCases { member(kind.name, counters[kind.table].rows) }
        removeTrailingComma()
        append("},")
        member("sequence", Int(counters.sequence))
    }

    fileprivate mutating func append(lane: LaneStatistics) {
        member("commits", lane.commits)
        member("requests", lane.requests)
        member("largestBatch", lane.largestBatch)
        let hundredths = lane.requests * 100 / max(1, lane.commits)
        let rest = hundredths % 100
        member("requestsPerCommit", "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)")
    }

    fileprivate mutating func append(_ figures: ServerFigures) {
        member("loops", figures.loops)
        member("connections", figures.connections)
        member("acceptedConnections", figures.acceptedConnections)
        member("refusedConnections", figures.refusedConnections)
        member("receivedBytes", figures.meters.receivedBytes)
        member("sentBytes", figures.meters.sentBytes)
        member("unsentBytes", figures.unsentBytes)
        append("\"methods\":{")
        for method in figures.meters.methods { append(method) }
        removeTrailingComma()
        append("},")
    }

    private mutating func append(_ method: MethodFigures) {
        append("\"")
        append(method.name)
        append("\":{")
        member("calls", method.calls)
        member("failures", method.failures)
        member("meanNanoseconds", Int(method.totalNanoseconds) / max(1, method.calls))
        member("p50Nanoseconds", Int(method.medianNanoseconds))
        member("p90Nanoseconds", Int(method.p90Nanoseconds))
        member("p99Nanoseconds", Int(method.p99Nanoseconds))
        member("maxNanoseconds", Int(method.longestNanoseconds))
        removeTrailingComma()
        append("},")
    }
}
