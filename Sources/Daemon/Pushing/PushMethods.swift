internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var pushMethods: [Method<Guest>] {
        [setTrace, adminSubscribe, adminUnsubscribe]
    }

    private var adminSubscribe: Method<Guest> {
        let house = self
        return reading(.adminSubscribe) { guest, parameters, output throws(RPCError) in
            try guest.admitToChanges(parameters.framing)
            let since = try parameters.sequenceIfPresent("since")
            let interest = try guest.interest(in: &parameters)
            guard let begun = house.herald.subscribe(guest, to: interest, since: since) else {
                let limit = Int64(Herald.subscriptionsPerSession)
                throw RPCError(
                    .tooLarge,
                    "the session has too many subscriptions",
                    facts: [.init("limit", .number(limit))]
                )
            }
            output.append("{")
            output.member("subscriptionId", Int(begun.id))
            output.member("sequence", Int(begun.sequence))
            output.append(begun.mustResync ? "\"resync\":true}" : "\"resync\":false}")
        }
    }

    private var adminUnsubscribe: Method<Guest> {
        let house = self
        return reading(.adminUnsubscribe) { guest, parameters, output throws(RPCError) in
            let id = try parameters.integer("subscriptionId")
            guard id > 0, house.herald.unsubscribe(guest, UInt64(id)) else {
                throw RPCError(
                    .notFound,
                    facts: [
                        .init("entity", .text("subscription")), .init("id", .number(id)),
                    ]
                )
            }
            output.append("null")
        }
    }

    // MARK: - Sessions

    /// Takes note of what a session has asked to be told.
    func startPushing(to guest: Guest, over framing: Framing) {
        if !guest.wants(.storeChanged) { herald.forget(ObjectIdentifier(guest)) }
        // The daemon's own affairs are not for those who log in to a school.
        if guest.caller?.kind == .service, guest.wants(.logMessage) {
            logBoard.add(guest)
        } else {
            logBoard.remove(ObjectIdentifier(guest))
        }
        // Over HTTP nothing but replies can be sent.
        if guest.wants(.scheduleDidUnlock), !framing.isHTTP {
            crier.add(guest)
        } else {
            crier.forget(ObjectIdentifier(guest))
        }
    }

    /// Tells a session nothing more: it is gone, or somebody else's now.
    func endPushing(to session: ObjectIdentifier) {
        herald.forget(session)
        crier.forget(session)
        logBoard.remove(session)
    }
}

extension Guest {
    /// Refuses those who could not tell a notification from a reply.
    fileprivate func admitToChanges(_ framing: Framing) throws(RPCError) {
        if framing.isHTTP {
            throw RPCError(
                .invalidRequest,
                "HTTP carries no notifications",
                facts: [.init("reason", .text("framing"))],
                hint: "send Content-Length headers, or a line of JSON, on the socket itself"
            )
        }
        guard wants(.storeChanged) else {
            throw RPCError(
                .invalidRequest,
                "this connection has not asked for store/changed",
                facts: [.init("reason", .text("notificationNotAskedFor"))],
                hint: """
                    first call initialize with \
                    {"capabilities":{"notifications":["store/changed"]}}
                    """
            )
        }
    }

    /// What somebody wants to hear of; what is named must exist.
    fileprivate func interest(in parameters: inout Parameters) throws(RPCError) -> Interest {
        let kinds = try parameters.kinds("areas")
        let group = try parameters.nameIfPresent("groupId", of: Group.self)
        let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
        let student = try parameters.nameIfPresent("studentId", of: User.self)
        return try desk.read { view throws(ServiceError) in
            let interest = Interest(
                kinds: kinds,
                group: try group.resolve(in: view),
                cohort: try cohort.resolve(in: view),
                student: try student.resolve(in: view)
            )
            if let id = interest.group { let _: Group = try view.required(id) }
            if let id = interest.cohort { let _: Cohort = try view.required(id) }
            if let id = interest.student { let _: User = try view.required(id) }
            return interest
        }
    }
}

extension Parameters {
    /// Names of entities, at least one.
    fileprivate func kinds(_ name: StaticString) throws(RPCError) -> Set<EntityKind> {
        var elements = try elements(name)
        var kinds: Set<EntityKind> = []
        while let element = elements.next() {
            guard let text = element.text else { throw invalid(name, "wrongType") }
            kinds.insert(try choice(text, name))
        }
        if kinds.isEmpty { throw invalid(name, "empty", hint: "name at least one entity") }
        return kinds
    }

    /// The number of a change.
    fileprivate func sequenceIfPresent(_ name: StaticString) throws(RPCError) -> UInt64? {
        guard let number = try integerIfPresent(name) else { return nil }
        guard number >= 0 else { throw invalid(name, "range", hint: "0 or more") }
        return UInt64(number)
    }
}
