internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolServices
internal import Storage

// The one place where the services' reasons become errors of the protocol.
extension RPCError {
    /// What a client is told about a refusal.
    init(_ error: ServiceError) {
        switch error {
        case .store(let error): self.init(error)
        case .invalidParams(let path, let reason):
            self.init(.invalidParams, facts: [.path(path), .init("reason", .text(reason))])
        case .notFound(let table, let id):
            self.init(.notFound, facts: [.entity(table), .id("id", id)])
        case .nameUnknown(let table, let nearest):
            self.init(
                .notFound,
                facts: [.entity(table), .id("id", 0)],
                hint: nearest.map { "did you mean \"\($0)\"?" }
            )
        case .forbidden(let rule):
            self.init(.forbidden, facts: [.init("rule", .text(rule))])
        case .unique(let table, let constraint, let existing):
            self.init(
                .unique,
                facts: [
                    .entity(table), .init("constraint", .text(constraint)),
                    .id("existingId", existing),
                ]
            )
        case .referenceMissing(let table, let field, let id):
            self.init(.referenceMissing, facts: [.entity(table), .field(field), .id("id", id)])
        case .checkFailed(let table, let field, let rule):
            self.init(
                .checkFailed,
                facts: [.entity(table), .field(field), .init("rule", .text(rule))]
            )
        case .deleted(let table, let id):
            self.init(
                .deleted,
                facts: [.entity(table), .id("id", id)],
                hint: "restore it first"
            )
        case .notDeleted(let table, let id):
            self.init(.notDeleted, facts: [.entity(table), .id("id", id)])
        default: self.init(ofSchool: error)
        }
    }

    private init(ofSchool error: ServiceError) {
        switch error {
        case .cohortNotOpen(let status):
            self.init(.cohortNotOpen, facts: [.init("status", .text(status))])
        case .methodUnavailable(let migration):
            self.init(
                .methodUnavailable,
                facts: [.count("migration", migration)],
                hint: "lmsq migrate up"
            )
        case .cohortFull(let max, let taken):
            self.init(.cohortFull, facts: [.count("max", max), .count("taken", taken)])
        case .alreadyEnrolled(let id, let status):
            self.init(.alreadyEnrolled, facts: [.id("id", id), .init("status", .text(status))])
        case .courseNotPublished: self.init(RPCError.Kind.courseNotPublished)
        case .roleMismatch(let role, let expected):
            self.init(
                .roleMismatch,
                facts: [.init("role", .text(role)), .init("expected", .text(expected))]
            )
        case .hasDependents(let table, let by, let count):
            self.init(
                .hasDependents,
                facts: [.entity(table), .init("by", .text("\(by.name)")), .count("count", count)]
            )
        case .hasHistory(let table, let id):
            self.init(.hasHistory, facts: [.entity(table), .id("id", id)])
        case .locked(let table, let id):
            self.init(.locked, facts: [.entity(table), .id("id", id)])
        case .futureDate(let day):
            self.init(.futureDate, facts: [.init("date", .text(day.text))])
        case .tooLarge(let limit): self.init(.tooLarge, facts: [.count("limit", limit)])
        case .staleVersion(let current):
            self.init(
                .staleVersion,
                facts: [.count("current", current)],
                hint: "read it again"
            )
        case .item(let index, let error):
            self.init(error)
            facts.insert(.count("index", index), at: 0)
        default: self.init(.internalError)
        }
    }

    /// What a client is told about the store's own trouble.
    init(_ error: StoreError) {
        switch error {
        case .engine(.mapFull): self.init(.mapFull)
        case .engine(.outcomeUnknown): self.init(.outcomeUnknown)
        case .engine(.damaged):
            self.init(.internalError, "what is stored is damaged", hint: "run admin/verify")
        case .closed: self.init(.busy, "the store is being closed")
        case .notFound(let table, let id):
            self.init(.notFound, facts: [.entity(table), .id("id", id)])
        default: self.init(.internalError)
        }
    }
}

extension RPCError.Fact {
    fileprivate static func entity(_ table: Table) -> Self {
        .init("entity", .text("\(table.name)"))
    }
    fileprivate static func path(_ path: String) -> Self { .init("path", .text(path)) }
    fileprivate static func field(_ field: String) -> Self { .init("field", .text(field)) }
    fileprivate static func count(_ name: StaticString, _ count: Int) -> Self {
        .init(name, .number(Int64(count)))
    }
    fileprivate static func id(_ name: StaticString, _ id: UInt64) -> Self {
        .init(name, id == 0 ? .null : .number(Int64(id)))
    }
}

extension Day {
    /// `2026-10-05`.
    var text: String {
        var output = OutputBuffer(capacity: 16)
        var json = output.writer(atMost: 16)
        json.date(self)
        _ = consume json
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
    }
}
