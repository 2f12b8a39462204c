internal import Collation
internal import Glibc
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import Storage
internal import Transport

extension House {
    var serverMethods: [Method<Guest>] {
        [discover, serverHealth, serverVersion, adminStop]
            + (clock.isStanding ? [adminClock] : [])
    }

    private var discover: Method<Guest> {
        let document = OpenRPC.document(version: Version.daemon)
        return reading(.discover) { _, _, output in output.append(document.rawSpan) }
    }

    private var serverHealth: Method<Guest> {
        let house = self
        return reading(.serverHealth) { _, _, output throws(RPCError) in
            let statistics = try house.statistics()
            output.append("{\"ok\":true,")
            output.member("uptimeSeconds", Int(house.uptimeSeconds))
            output.member("today", house.today.text)
            output.member("usedBytes", statistics.usedByteCount)
            output.member("maximumBytes", statistics.maximumByteCount)
            output.member("readers", statistics.readerCount)
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

    private var adminStop: Method<Guest> {
        .immediate(MethodMessage.adminStop.name) { guest, _, output throws(RPCError) in
            try guest.admit(.adminStop)
            guest.connection.stopServer()
            output.append("null")
        }
    }

    /// In test mode only.
    private var adminClock: Method<Guest> {
        let house = self
        let message = MethodMessage.adminClock
        return .read(message.name, message.parameterNames) {
            guest,
            parameters,
            output throws(RPCError) in
            try guest.admit(message)
            if let text = try parameters.stringIfPresent("today") {
                guard let time = HouseClock.time(text) else {
                    throw parameters.invalid("today", "date", hint: "as 2026-10-05")
                }
                guard house.clock.move(to: time) else {
                    throw parameters.invalid("today", "backwards", hint: "time goes forward")
                }
                house.crier.ring()
            }
            output.append("{")
            output.member("now", house.clock.now.text)
            output.member("today", house.today.text)
            output.removeTrailingComma()
            output.append("}")
        }
    }
}
