internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var seriesMethods: [Method<Guest>] {
        [
            creating(.testSeriesCreate, TestSeries.self),
            updating(.testSeriesUpdate, TestSeries.self, like: .testSeriesCreate),
            deleting(.testSeriesDelete) { (id: ID<TestSeries>) in DeleteTestSeries(id) },
            testSeriesList, testSeriesSetTests, groupTestSeries, testSeriesAvailableTo,
            testSeriesAccess, groupAddTestSeries, groupRemoveTestSeries,
        ]
    }

    private var testSeriesList: Method<Guest> {
        let house = self
        return listing(.testSeriesList, of: TestSeries.self) { parameters throws(RPCError) in
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let isActive = try parameters.boolIfPresent("isActive")
            return { guest, view throws(ServiceError) in
                let owner = try guest.home(organization, in: view)
                var plan = ListPlan<TestSeries>(
                    ListWalk(
                        Through(TestSeries.ByOrganization.self),
                        house.ranges(.organizationSeries, of: owner)
                    )
                )
                plan.filter("isActive", isActive) { $0.isActive == $1 }
                return plan
            }
        }
    }

    private var testSeriesSetTests: Method<Guest> {
        writing(.testSeriesSetTests) { parameters throws(RPCError) in
            let series = try parameters.name("id", of: TestSeries.self)
            let tests = try parameters.names("testIds", of: SchoolTest.self)
            return { scope, context throws(ServiceError) in
                try SetSeriesTests(series.resolve(in: scope), tests.resolve(in: scope))
                    .run(in: &scope, as: context)
            }
        } _: { (items: [TestSeriesItem], output) in
            output.append("items", rows: items)
        }
    }

    // MARK: - Groups

    private var groupTestSeries: Method<Guest> {
        listing(.groupTestSeries, of: TestSeries.self) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(group, in: view).id.rawValue
                return ListPlan(SeriesOfGroup(), KeyRange(.groupTestSeries, owner: owner))
            }
        }
    }

    private var groupAddTestSeries: Method<Guest> {
        writing(.groupAddTestSeries) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let series = try parameters.name("testSeriesId", of: TestSeries.self)
            let metadata = try parameters.metadata()
            return { scope, context throws(ServiceError) in
                try AddTestSeries(
                    series.resolve(in: scope),
                    to: group.resolve(in: scope),
                    metadata: metadata
                ).run(in: &scope, as: context)
            }
        } _: { (row: GroupTestSeries, output) in
            output.append(row: row)
        }
    }

    private var groupRemoveTestSeries: Method<Guest> {
        writing(.groupRemoveTestSeries) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let series = try parameters.name("testSeriesId", of: TestSeries.self)
            let metadata = try parameters.metadata()
            return { scope, context throws(ServiceError) in
                try RemoveTestSeries(
                    series.resolve(in: scope),
                    from: group.resolve(in: scope),
                    metadata: metadata
                ).run(in: &scope, as: context)
            }
        } _: { (row: GroupTestSeries, output) in
            output.append(row: row)
        }
    }

    // MARK: - Students

    private var testSeriesAvailableTo: Method<Guest> {
        let house = self
        return gathering(.testSeriesAvailableTo) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            return { guest, view throws(ServiceError) in
                let student = try house.student(student, guest, in: view).id
                let entries = EntryCount()
                let series = try view.seriesAvailable(to: student, counting: entries)
                let index = GroupMembership.ByUserRoleAndGroup.name
                return Gathered(series, from: index, counting: entries)
            }
        }
    }

    private var testSeriesAccess: Method<Guest> {
        let house = self
        return getting(.testSeriesAccess) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let series = try parameters.name("testSeriesId", of: TestSeries.self)
            return { guest, view, fields throws(ServiceError) in
                let student = try house.student(student, guest, in: view).id
                let access = try view.access(of: student, to: series.resolve(in: view))
                fields.field("allowed", access.isAllowed)
                fields.field("reason", access.reason.rawValue)
                fields.field("viaGroup", access.viaGroup)
            }
        }
    }
}

/// The series of a group, by the links between them.
private struct SeriesOfGroup: ListIndex {
    var name: String { "\(GroupTestSeries.table.name)" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> TestSeries? {
        let link = try Rows<GroupTestSeries>()
            .row(key: key, content: content, in: view, fetched: &fetched)
        fetched += 1
        return try link.map { (link) throws(ServiceError) in try view.required(link.testSeriesID) }
    }
}

extension Array {
    /// The ids of named rows.
    func resolve<Row: Entity, View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> [ID<Row>] where Element == Named<Row> {
        var ids: [ID<Row>] = []
        for name in self { ids.append(try name.resolve(in: view)) }
        return ids
    }
}
