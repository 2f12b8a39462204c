internal import Collation
public import Records
public import SchoolModel

/// The fields of a group that a caller sets.
public struct GroupDraft: Equatable, Sendable {
    public var organizationID: ID<Organization>?
    public var courseID: ID<Course>?
    public var teacherID: ID<User>?
    public var code: String?
    public var name: String
    public var daysOfWeek: Weekdays = []
    public var startTime: TimeOfDay?
    /// Nil for one that is made of code, days and time.
    public var displayName: String?
    public var isActive = true
    public var sortOrder = 0
    public var monthlyFee: Money?
    public var monthlyLessonsCount = 8

    /// A new group.
    public init(name: String) { self.name = name }

    /// The fields of a row.
    public init(_ row: Group) {
        organizationID = row.organizationID
        courseID = row.courseID
        teacherID = row.teacherID
        code = row.code
        name = row.name.text
        daysOfWeek = row.daysOfWeek
        startTime = row.startTime
        displayName = row.displayNameIsManual ? row.displayName : nil
        isActive = row.isActive
        sortOrder = row.sortOrder
        monthlyFee = row.monthlyFee
        monthlyLessonsCount = row.monthlyLessonsCount
    }

    func check() throws(ServiceError) {
        let table = Group.table
        try table.check(code, "code", 0...50)
        try table.check(name, "name", 1...255)
        try table.check(displayName, "displayName", 1...255)
        let orders = Int(Int32.min)...Int(Int32.max)
        try table.require(orders.contains(sortOrder), "sortOrder", "range \(orders)")
        try table.require(
            (1...100).contains(monthlyLessonsCount),
            "monthlyLessonsCount",
            "range 1...100"
        )
        if let monthlyFee { try table.require(monthlyFee >= .missing, "monthlyFee", "range 0...") }
    }

    /// All but the teacher, whose membership is written with the name.
    func write(to row: inout Group, by context: Context) {
        row.organizationID = organizationID
        row.courseID = courseID
        row.code = code
        if !name.isWritten(as: row.name.text) { row.name = context.collator.folded(name) }
        row.daysOfWeek = daysOfWeek
        row.startTime = startTime
        row.displayNameIsManual = displayName != nil
        row.displayName = displayName ?? automaticName
        row.isActive = isActive
        row.sortOrder = sortOrder
        row.monthlyFee = monthlyFee
        row.monthlyLessonsCount = monthlyLessonsCount
    }

    /// `Qrup1: 1-4 11:00`.
    var automaticName: String {
        let head = code ?? name
        let days = (1...7).filter { daysOfWeek.contains(weekday: $0) }.map(String.init)
        var parts: [String] = []
        if !days.isEmpty { parts.append(days.joined(separator: "-")) }
        if let startTime {
            let (hours, minutes) = startTime.minutes.quotientAndRemainder(dividingBy: 60)
            parts.append("\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)")
        }
        return parts.isEmpty ? head : head + ": " + parts.joined(separator: " ")
    }
}
