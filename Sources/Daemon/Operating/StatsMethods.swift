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
    var statsMethods: [Method<Guest>] { [serverStats, adminChecksum] }

    /// What the engine says about its file.
    func statistics() throws(RPCError) -> Statistics {
        do throws(EngineError) { return try engine.statistics() } catch {
            throw RPCError(StoreError.engine(error))
        }
    }

    private var adminChecksum: Method<Guest> {
        let house = self
        let message = MethodMessage.adminChecksum
        return .long(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let only = try parameters.choiceIfPresent("entity", of: EntityKind.self)
            return { output, cancellation throws(RPCError) in
                let found: [Table: UInt64]?
                do throws(StoreError) {
                    found = try house.store.checksums(SchoolSchema.self) {
                        !cancellation.isCancelled
                    }
                } catch { throw RPCError(error) }
                guard let found else { throw RPCError(.requestCancelled) }
                output.append(checksums: found, of: EntityKind.allCases.filter { $0 == only ?? $0 })
            }
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

    /// The whole object: the total is of what is shown.
    fileprivate mutating func append(checksums: [Table: UInt64], of kinds: [EntityKind]) {
        var total: UInt64 = 0
        append("{\"entities\":{")
        for kind in kinds {
            let sum = checksums[kind.table] ?? 0
            // Rows that move from one table to another do not cancel out.
            total &+= sum &* (2 * UInt64(kind.rawValue) + 1)
            member(kind.name, sum.hex)
        }
        removeTrailingComma()
        append("},")
        member("total", total.hex)
        removeTrailingComma()
        append("}")
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

extension UInt64 {
    /// Sixteen digits.
    fileprivate var hex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
