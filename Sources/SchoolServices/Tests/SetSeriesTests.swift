public import Engine
public import Records
public import SchoolModel
public import Storage

/// Makes a series consist of these tests in this order, and of no others.
public struct SetSeriesTests: WriteRequest {
    public var series: ID<TestSeries>
    public var tests: [ID<SchoolTest>]

    public init(_ series: ID<TestSeries>, _ tests: [ID<SchoolTest>]) {
        self.series = series
        self.tests = tests
    }

    /// Answers the parts in their order.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [TestSeriesItem] {
        try BulkOutcome.requireBound(tests.count)
        let series = try scope.subject(series)
        let isOnceEach = Set(tests).count == tests.count
        try TestSeriesItem.table.require(isOnceEach, "testIds", "onceEach")
        for known in try scope.items(of: series.id) where !tests.contains(known.testID) {
            try scope.deleteRow(known)
        }
        var items: [TestSeriesItem] = []
        for (index, test) in tests.enumerated() {
            var item = TestSeriesItem(seriesID: series.id, testID: test, orderIndex: index)
            let old = try scope.row(like: item)
            if let old { (item.id, item.stamps) = (old.id, old.stamps) }
            if old == nil { _ = try scope.openTarget(test, of: "testIds") }
            try scope.put(&item, after: old)
            items.append(item)
        }
        return items
    }
}

extension Snapshot where Self: ~Copyable {
    /// The parts of a series in their order.
    borrowing func items(of series: ID<TestSeries>) throws(ServiceError) -> [TestSeriesItem] {
        try rows(of: TestSeriesItem.self, under: Key(TestSeriesItem.place, owner: series))
            .sorted { ($0.orderIndex, $0.testID) < ($1.orderIndex, $1.testID) }
    }
}
