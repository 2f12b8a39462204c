internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import Synchronization

extension House {
    var sessionMethods: [Method<Guest>] {
        [
            initialize, silent(.initialized), shutdown, ping,
            .end(MethodMessage.exit.name),
        ]
    }

    private var initialize: Method<Guest> {
        let house = self
        let message = MethodMessage.initialize
        return .immediate(message.name, message.parameterNames, ignoresUnknown: true) {
            guest,
            parameters,
            output throws(RPCError) in
            // A client that traces in a way of its own is served all the same.
            guest.trace = (try? parameters.trace("trace")) ?? .off
            parameters.showsCalls = guest.isTraced
            guest.notifications = parameters.wantedNotifications
            house.startPushing(to: guest, over: parameters.framing)
            output.append("{\"serverInfo\":{\"name\":\"lmsd\",\"version\":\"")
            output.append(Version.daemon)
            output.append("\"},\"protocolVersion\":\"")
            output.append(Version.protocol)
            output.append("\",\"capabilities\":")
            output.append(house.capabilities.rawSpan)
            output.append(",\"today\":\"")
            var json = output.writer(atMost: 16)
            json.date(house.today)
            json.literal("\"}")
        }
    }

    /// What can be called, and the maxima of a conversation.
    private var capabilities: [UInt8] {
        var output = OutputBuffer()
        output.append("{\"methods\":")
        output.append(texts: MethodMessage.all.map { "\($0.name)" })
        output.append(",\"notifications\":")
        output.append(texts: NotificationMessage.all.map { "\($0.name)" })
        output.append(",\"limits\":{")
        output.member("messageBytes", limits.framing.messageBytes)
        output.member("headerBytes", limits.framing.headerBytes)
        output.member("batchMessages", limits.batchMessages)
        output.member("frameMilliseconds", limits.framing.frameMilliseconds)
        output.member("requestsInFlight", limits.requestsInFlight)
        output.member("nesting", JSONParser.maximumDepth)
        output.removeTrailingComma()
        output.append("}}")
        return [UInt8](copying: output.bytes)
    }

    /// A method that only has to be there.
    private func silent(_ message: MethodMessage) -> Method<Guest> {
        .immediate(message.name, message.parameterNames) { _, _, output in output.append("null") }
    }

    private var shutdown: Method<Guest> {
        let house = self
        return .immediate(MethodMessage.shutdown.name) { _, _, output in
            house.shutdownCount.add(1, ordering: .relaxed)
            output.append("null")
        }
    }

    private var ping: Method<Guest> {
        .immediate(MethodMessage.ping.name) { _, _, output in output.append("\"pong\"") }
    }
}

extension Parameters {
    /// `capabilities.notifications`; whatever has another form wants none.
    fileprivate var wantedNotifications: [String] {
        guard let capabilities = value("capabilities"), capabilities.kind == .object else {
            return []
        }
        var members = capabilities.children
        while let name = members.next(), let member = members.next() {
            guard let text = name.text, text.isEqual(to: "notifications") else { continue }
            var wanted: [String] = []
            var elements = member.children
            while let element = elements.next() {
                guard let text = element.text else { return [] }
                wanted.append(String(decoding: [UInt8](copying: text), as: UTF8.self))
            }
            return wanted
        }
        return []
    }
}
