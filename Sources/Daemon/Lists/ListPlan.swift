internal import LMDB
internal import Records
internal import SchoolServices

/// How a list is answered: which entries are walked, which of their rows are taken, and how they look.
///
/// **How to declare a list.** Write its `MethodMessage` with `+ .page()` behind its own parameters and
/// `.list(of:)` as its result. Then, in the room's methods:
///
///     private var lessonList: Method<Guest> {
///         listing(.lessonList, of: Lesson.self) { parameters throws(RPCError) in
///             let module = try parameters.name("moduleId", of: Module.self)
///             let isPreview = try parameters.boolIfPresent("isPreview")
///             return { guest, view throws(ServiceError) in
///                 let id = try guest.owner(module, in: view).id
///                 var plan = ListPlan(
///                     Through(Lesson.ByModuleAndOrder.self),
///                     KeyRange(.moduleLessons, owner: id.rawValue)
///                 )
///                 plan.filter("isPreview", isPreview) { $0.isPreview == $1 }
///                 return plan
///             }
///         }
///     }
///
/// The outer closure reads parameters, the inner one asks the store. Limit, cursor, page, count, fields,
/// visibility and `admin/explain` follow from the plan. The suffixes of the index's keys order the rows:
/// they end in what tells a row from all others. A list of several orders chooses another index for each,
/// or, inside one owner's range, sets `sorting`.
struct ListPlan<Row> {
    typealias Write =
        (Row, borrowing LMDBReader.View, inout ListFields) throws(ServiceError) -> Void
    typealias Test = (Row, borrowing LMDBReader.View) throws(ServiceError) -> Bool

    typealias Sight =
        (Row, Guest, borrowing LMDBReader.View) throws(ServiceError) -> Bool

    /// What is walked.
    var walk: ListWalk<Row>
    /// Names and tests of the filters that no index serves.
    private(set) var filters: [(name: StaticString, takes: Test)] = []
    /// How rows are ordered that the walk leaves side by side.
    var sorting: ListSorting<Row>?
    /// Changes a row as soon as it is read, such as what follows from the day.
    var adjust: ((inout Row) -> Void)?
    /// Whether a row and all behind it are not of the list, where the index has no bound for it.
    var isPast: ((Row) -> Bool)?
    /// Writes the members of an item.
    var write: Write
    /// Whether a session may see a row: asked of the entity that the row is, or is made of.
    let isVisible: Sight

    private init(_ walk: ListWalk<Row>, write: @escaping Write, isVisible: @escaping Sight) {
        self.walk = walk
        self.write = write
        self.isVisible = isVisible
    }

    /// Takes only rows that a test holds for; explained as a filter.
    mutating func filter(_ name: StaticString, _ takes: @escaping (Row) -> Bool) {
        filters.append((name, { (row, _) throws(ServiceError) in takes(row) }))
    }

    /// Takes only rows that fit a value, where one is given.
    mutating func filter<Value>(
        _ name: StaticString,
        _ value: Value?,
        _ takes: @escaping (Row, Value) -> Bool
    ) {
        guard let value else { return }
        filter(name) { takes($0, value) }
    }

    /// Takes only rows that a look into the store holds for.
    mutating func filter(_ name: StaticString, seeing takes: @escaping Test) {
        filters.append((name, takes))
    }
}

extension ListPlan where Row: Entity {
    /// Rows that are written in a way of their own.
    init(_ walk: ListWalk<Row>, write: @escaping Write) {
        self.init(walk, write: write) { (row, guest, view) throws(ServiceError) in
            try guest.isVisible(row, in: view)
        }
    }
}

/// A row of several entities; whoever may see the first may see all of it.
protocol JoinedRow {
    associatedtype Subject: Entity
    var subject: Subject { get }
}

extension ListPlan where Row: JoinedRow {
    /// Rows that are written in a way of their own.
    init(_ walk: ListWalk<Row>, write: @escaping Write) {
        self.init(walk, write: write) { (row, guest, view) throws(ServiceError) in
            try guest.isVisible(row.subject, in: view)
        }
    }
}

extension ListPlan where Row: Record {
    /// Rows as they are stored.
    init(_ walk: ListWalk<Row>) {
        self.init(walk) { (row, _, fields) throws(ServiceError) in row.write(to: &fields) }
    }

    /// Rows as they are stored, in the order of one range.
    init(_ index: any ListIndex<Row>, _ range: KeyRange, reversed: Bool = false) {
        self.init(ListWalk(index, range, reversed: reversed))
    }
}

/// The order of rows whose suffixes begin alike.
///
/// They are gathered before the first of them is answered: what begins alike must not be much. With no
/// bytes the whole range is gathered, which is right for what one owner has.
struct ListSorting<Row> {
    /// How many bytes of the suffix the walk itself has ordered.
    var byteCount = 0
    /// Orders the rows; begins with those bytes, and ends in what tells a row from all others.
    var key: (Row) -> [UInt8]
}
