internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var institutionMethods: [Method<Guest>] {
        [
            organizationList, getting(.organizationGet, of: Organization.self),
            creating(.organizationCreate) { (row: Organization) in
                CreateOrganization(OrganizationDraft(row))
            },
            updating(.organizationUpdate, like: .organizationCreate) {
                (id: ID<Organization>, version, row) in
                UpdateOrganization(id, ifVersion: version) { $0 = OrganizationDraft(row) }
            },
            deleting(.organizationDelete) { (id: ID<Organization>) in DeleteOrganization(id) },
            programList, getting(.programGet, of: AcademicProgram.self),
            creating(.programCreate) { (row: AcademicProgram) in CreateProgram(ProgramDraft(row)) },
            updating(.programUpdate, like: .programCreate) {
                (id: ID<AcademicProgram>, version, row) in
                UpdateProgram(id, ifVersion: version) { $0 = ProgramDraft(row) }
            },
            deleting(.programDelete) { (id: ID<AcademicProgram>) in DeleteProgram(id) },
        ]
    }

    private var organizationList: Method<Guest> {
        let house = self
        return listing(.organizationList, of: Organization.self) { parameters throws(RPCError) in
            let kind = try parameters.choiceIfPresent("kind", of: Organization.Kind.self)
            let parent = try parameters.nameIfPresent("parentId", of: Organization.self)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let parent = try guest.ownerIfNamed(parent, in: view)?.id
                var plan = ListPlan<Organization>(
                    Through(Organization.BySlug.self),
                    KeyRange(.organizationSlugs),
                    reversed: isDescending
                )
                if let parent {
                    let range = KeyRange(.organizationChildren, owner: parent.rawValue)
                    plan.walk = ListWalk(
                        Through(Organization.ByParent.self),
                        range,
                        reversed: isDescending
                    )
                    plan.sorting = ListSorting { row in
                        KeyRange.suffix { $0.append(text: row.slug) }
                    }
                }
                plan.filter("kind", kind) { $0.kind == $1 }
                plan.filter("search", search) { row, text in
                    house.collator.fold(row.name).contains(text) || row.slug.contains(text)
                }
                return plan
            }
        }
    }

    private var programList: Method<Guest> {
        let house = self
        return listing(.programList, of: AcademicProgram.self) { parameters throws(RPCError) in
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let organization = try guest.home(organization, in: view)
                var plan = ListPlan<AcademicProgram>(
                    ListWalk(
                        Through(AcademicProgram.ByOrganizationAndCode.self),
                        house.ranges(.organizationPrograms, of: organization),
                        reversed: isDescending
                    )
                )
                plan.filter("search", search) { row, text in
                    row.code.folded.contains(text) || house.collator.fold(row.name).contains(text)
                }
                return plan
            }
        }
    }
}
