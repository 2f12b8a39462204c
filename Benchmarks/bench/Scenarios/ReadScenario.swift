import Collation
import District
import Engine
import Records
import SchoolServices

/// One question: how the store and the floor answer it, and what the ratios are judged by.
protocol ReadScenario {
    static var name: String { get }
    static var query: DistrictQuery { get }
    /// The store's time is at most so many times the floor's; nil where it is not judged.
    static var floorLimit: Double? { get }
    /// SQLite's time is at least so many times the store's.
    static var sqliteLimit: Double { get }

    static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError)

    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int

    /// SQLite's answer as the store would give it.
    static func plain(_ rival: [UInt8]) -> [UInt8]
}

extension ReadScenario {
    static func plain(_ rival: [UInt8]) -> [UInt8] { PlainTimes.items(of: rival) }
}
