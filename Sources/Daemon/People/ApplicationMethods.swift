internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var applicationMethods: [Method<Guest>] {
        [applicationCreate, applicationGet, applicationList, applicationDecide]
    }

    private var applicationCreate: Method<Guest> {
        writing(.applicationCreate) { parameters throws(RPCError) in
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let program = try parameters.choice("program", of: Application.Program.self)
            let role = try parameters.choiceIfPresent("role", of: Application.Role.self)
            let name = try parameters.stringIfPresent("name")
            let email = try parameters.stringIfPresent("email")
            return { scope, context throws(ServiceError) in
                try CreateApplication(
                    user: Self.orMe(user.resolve(in: scope), context.performer, "userId"),
                    program: program,
                    role: role ?? .student,
                    name: name,
                    email: email
                ).run(in: &scope, as: context)
            }
        } _: { (row: Application, output) in
            output.append(row: row)
        }
    }

    private var applicationGet: Method<Guest> {
        let house = self
        return getting(.applicationGet) { parameters throws(RPCError) in
            let id = try parameters.nameIfPresent("id", of: Application.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            if id != nil, user != nil { throw parameters.invalid("userId", "conflict") }
            return { guest, view, fields throws(ServiceError) in
                var row = try guest.ownerIfNamed(id, in: view)
                if id == nil {
                    let user = try Self.orMe(
                        guest.ownerIfNamed(user, in: view)?.id,
                        house.person(guest),
                        "userId"
                    )
                    row = try view.application(of: user)
                }
                guard let row, try guest.isVisible(row, in: view) else {
                    throw .notFound(Application.table, id: 0)
                }
                guest.desk.trace?.found("\(Application.table.name)")
                row.write(to: &fields)
            }
        }
    }

    private var applicationList: Method<Guest> {
        listing(.applicationList, of: Application.self) { parameters throws(RPCError) in
            let status = try parameters.choiceIfPresent("status", of: Application.Status.self)
            let program = try parameters.choiceIfPresent("program", of: Application.Program.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                var plan = ListPlan<Application>(
                    ListWalk(ByID<Application>(), ByID<Application>.range, reversed: isDescending)
                )
                if let user = try guest.ownerIfNamed(user, in: view)?.id {
                    let range = KeyRange(.userApplication, owner: user.rawValue)
                    plan.walk = ListWalk(Rows(), range)
                }
                plan.filter("status", status) { $0.status == $1 }
                plan.filter("program", program) { $0.program == $1 }
                return plan
            }
        }
    }

    private var applicationDecide: Method<Guest> {
        writing(.applicationDecide) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Application.self)
            let status = try parameters.choice("status", of: Application.Status.self)
            let note = try parameters.stringIfPresent("note")
            return { scope, context throws(ServiceError) in
                try DecideApplication(id.resolve(in: scope), status: status, note: note)
                    .run(in: &scope, as: context)
            }
        } _: { (row: Application, output) in
            output.append(row: row)
        }
    }
}
