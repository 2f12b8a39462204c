import CRivals
import Collation
import District
import LMDB
import Records
import SQLiteRival
import SchoolServices
import Storage

/// Asks one scenario's questions of any side, on the calling thread.
@safe struct Reading<Scenario: ReadScenario>: ~Copyable {
    private let stores: Stores
    private var reader: LMDBReader
    /// Stands for the buffer that a connection owns.
    private var output = OutputBuffer(capacity: 1 << 20)
    private let room: UnsafeMutablePointer<CChar>
    static var roomByteCount: Int { 8 << 20 }

    init(_ stores: Stores) throws {
        self.stores = stores
        reader = try stores.store.makeReader()
        unsafe room = .allocate(capacity: Self.roomByteCount)
    }

    deinit { unsafe room.deallocate() }

    /// Asks all questions and returns the sum of the answers' sizes.
    @inline(never)
    mutating func ask(_ questions: [DistrictQuestion], of side: Options.Side) throws -> Int {
        var bytes = 0
        switch side {
        case .lms: for question in questions { bytes &+= try store(question) }
        case .floor: for question in questions { bytes &+= floor(question) }
        case .sqlite, .sqliteColumns:
            for question in questions { bytes &+= sqlite(question, side) }
        }
        return bytes
    }

    /// Asks all questions with a look at the clock before and after each.
    @inline(never)
    mutating func time(
        _ questions: [DistrictQuestion],
        of side: Options.Side,
        _ times: inout [UInt64]
    ) throws {
        for question in questions {
            let start = nanoseconds()
            switch side {
            case .lms: _ = try store(question)
            case .floor: _ = floor(question)
            case .sqlite, .sqliteColumns: _ = sqlite(question, side)
            }
            times.append(nanoseconds() &- start)
        }
    }

    /// One answer as bytes; nil where the floor leaves it to others.
    mutating func answer(_ question: DistrictQuestion, of side: Options.Side) throws -> [UInt8]? {
        switch side {
        case .lms:
            _ = try store(question)
            return [UInt8](copying: output.bytes)
        case .floor:
            let count = floor(question)
            guard count >= 0 else { return nil }
            let bytes = unsafe UnsafeRawBufferPointer(start: room, count: count)
            return unsafe [UInt8](bytes)
        case .sqlite, .sqliteColumns:
            let count = sqlite(question, side)
            return Array(stores.sqlite.answerText(count: count).utf8)
        }
    }

    @inline(__always)
    private mutating func store(_ question: DistrictQuestion) throws(ServiceError) -> Int {
        output.removeAll()
        try reader.read { view throws(ServiceError) in
            try Scenario.ask(question, view, stores.collator, &output)
        }
        return output.byteCount
    }

    @inline(__always)
    private func floor(_ question: DistrictQuestion) -> Int {
        unsafe Scenario.floor(question, room)
    }

    @inline(__always)
    private func sqlite(_ question: DistrictQuestion, _ side: Options.Side) -> Int {
        let form = side == .sqlite ? RIVALS_OBJECTS : RIVALS_COLUMNS
        return stores.sqlite.answer(Scenario.query, question, as: form)
    }
}
