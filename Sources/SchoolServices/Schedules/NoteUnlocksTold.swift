public import Engine
public import Records
internal import SchoolModel
public import Storage

/// Remembers through which day it has been told what modules open: the daemon's own note, and nobody's
/// setting.
public struct NoteUnlocksTold: Sendable {
    static let name = "schedule.toldThrough"
    /// The last day of which everything has been told.
    public var day: Day

    public init(through day: Day) { self.day = day }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>
    ) throws(ServiceError) {
        // As the number of the day: nobody but this program reads it.
        var row = Setting(name: Self.name, value: "\(day.number)")
        guard let known = try scope.setting(named: Self.name) else {
            try scope.insertDerived(&row)
            return
        }
        if let before = Int32(known.value), before >= day.number { return }
        try scope.updateDerived(known, to: &row)
    }
}

extension Snapshot where Self: ~Copyable {
    /// Through which day it has been told what modules open; nil where that never was.
    public var unlocksToldThrough: Day? {
        borrowing get throws(ServiceError) {
            try setting(named: NoteUnlocksTold.name).flatMap { Int32($0.value) }.map { Day($0) }
        }
    }
}
