internal import Records

/// The parameters of one call, read by the names that its method declares, whether they came by name
/// or by position.
///
/// Unknown names are refused before the method runs, so that none can be overlooked.
public struct Parameters: ~Escapable {
    /// Whether all that comes behind a write waits for its outcome, since that changes what they mean.
    public var holdsOthers = false
    /// Whether the calls of this conversation are shown to the observer from here on; nil where that stays as
    /// it is.
    public var showsCalls: Bool?
    private let value: JSONValue?
    private let names: [StaticString]
    private let path: Path
    /// How the call came: what pushes, such as a subscription, is not for HTTP.
    public let framing: Framing
    /// A bit for each declared name that was given.
    ///
    private var given: UInt64 = 0
    /// How far behind the object's own place the values of the first declared names lie; 0 where it is not
    /// known, and the value is searched for.
    ///
    /// Not of all names: places for as many as a method may declare take longer to be cleared and copied
    /// than a handful of values to be found again.
    private var near = SIMD8<UInt16>(repeating: 0)
    private var workDonePlace: UInt32 = 0
    private var partialResultPlace: UInt32 = 0

    /// Where a nested object stands, for errors: `items[3]`.
    struct Path {
        var name: StaticString?
        var index: Int?
    }

    /// Matches `value`, an object, an array or nothing, with the names in their order.
    @_lifetime(copy value)
    init(
        _ value: JSONValue?,
        names: [StaticString],
        ignoresUnknown: Bool = false,
        framing: Framing,
        path: Path = Path()
    ) throws(RPCError) {
        precondition(names.count <= UInt64.bitWidth, "a method declares too many parameters")
        self.value = value
        self.names = names
        self.framing = framing
        self.path = path
        guard let value else { return }
        if value.kind == .array {
            try placeByPosition(value)
        } else {
            try placeByName(value, ignoresUnknown: ignoresUnknown)
        }
    }

    @_lifetime(self: copy self)
    private mutating func placeByPosition(_ value: borrowing JSONValue) throws(RPCError) {
        guard value.childCount <= names.count else {
            throw RPCError(
                .invalidParams,
                "there are more parameters than the method takes",
                facts: [
                    .init("reason", .text("tooMany")), .init("limit", .number(Int64(names.count))),
                ]
            )
        }
        // A shift by all bits is none left over, and not a trap.
        given = ~(UInt64.max << UInt64(value.childCount))
    }

    @_lifetime(self: copy self)
    private mutating func placeByName(
        _ value: borrowing JSONValue,
        ignoresUnknown: Bool
    ) throws(RPCError) {
        var children = value.children
        // Clients tend to keep the order: the search begins where the last one ended.
        var likely = 0
        while let key = children.next(), let name = key.text, let member = children.next() {
            if let index = index(of: name, from: likely) {
                given |= 1 << UInt64(index)
                likely = index + 1
                let distance = member.index - value.index
                if index < near.scalarCount, distance <= UInt16.max {
                    near[index] = UInt16(distance)
                }
            } else if path.name == nil, name.isEqual(to: "workDoneToken") {
                workDonePlace = UInt32(member.index)
            } else if path.name == nil, name.isEqual(to: "partialResultToken") {
                partialResultPlace = UInt32(member.index)
            } else if !ignoresUnknown {
                throw unknown(name)
            }
        }
    }

    private func index(of name: RawSpan, from start: Int) -> Int? {
        for index in start..<max(start, names.count) where name.isEqual(to: names[index]) {
            return index
        }
        for index in 0..<min(start, names.count) where name.isEqual(to: names[index]) {
            return index
        }
        return nil
    }

    // MARK: - Values

    /// The value of a parameter, or nil if it was not given; null is a value.
    @_lifetime(copy self)
    public func value(_ name: StaticString) -> JSONValue? {
        let index = names.firstIndex { $0.isSame(as: name) }
        guard let index else { preconditionFailure("the method does not declare this parameter") }
        guard given >> UInt64(index) & 1 != 0, let value else { return nil }
        if index < near.scalarCount, near[index] > 0 {
            return JSONValue(at: value.index + Int(near[index]), like: value)
        }
        var children = value.children
        if value.kind == .array {
            for _ in 0..<index { _ = children.next() }
            return children.next()
        }
        while let key = children.next(), let member = children.next() {
            if key.text?.isEqual(to: names[index]) == true { return member }
        }
        return nil
    }

    /// Whether a parameter was given, be it null.
    public func has(_ name: StaticString) -> Bool { value(name) != nil }

    /// Whether any was given of those at some positions, one bit for each.
    public func givesAny(at positions: UInt64) -> Bool { given & positions != 0 }

    /// All of it, unread.
    public var whole: JSONValue? {
        @_lifetime(copy self)
        get { value }
    }

    /// What to send with `$/progress`, if the client wants to hear of it.
    public var workDoneToken: JSONValue? {
        @_lifetime(copy self)
        get { value(at: workDonePlace) }
    }

    /// What to send with partial results, if the client wants them.
    public var partialResultToken: JSONValue? {
        @_lifetime(copy self)
        get { value(at: partialResultPlace) }
    }

    @_lifetime(copy self)
    private func value(at place: UInt32) -> JSONValue? {
        guard place > 0, let value else { return nil }
        return JSONValue(at: Int(place), like: value)
    }

    // MARK: - Errors

    /// An error about one parameter, for the caller to throw: a reason is a stable name.
    public func invalid(
        _ name: StaticString,
        _ reason: StaticString,
        hint: String? = nil
    ) -> RPCError {
        RPCError(
            .invalidParams,
            facts: [
                .init("path", .text(fullPath("\(name)"))), .init("reason", .text("\(reason)")),
            ],
            hint: hint
        )
    }

    private func unknown(_ name: RawSpan) -> RPCError {
        let bytes = [UInt8](copying: name.extracting(first: 64))
        let hint = nearest(to: bytes, among: names).map { "did you mean \"\($0)\"?" }
        return RPCError(
            .invalidParams,
            "there is no parameter of that name",
            facts: [
                .init("path", .text(fullPath(String(decoding: bytes, as: UTF8.self)))),
                .init("reason", .text("unknown")),
            ],
            hint: hint
        )
    }

    private func fullPath(_ name: String) -> String {
        guard let outer = path.name else { return name }
        let place = path.index.map { "[\($0)]" } ?? ""
        return "\(outer)\(place).\(name)"
    }
}
