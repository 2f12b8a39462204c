internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var settingMethods: [Method<Guest>] { [settingGet, settingSet] }

    private var settingGet: Method<Guest> {
        let house = self
        return reading(.settingGet) { guest, parameters, output throws(RPCError) in
            let only = try parameters.settingIfPresent("name")
            let context = house.context(for: guest)
            let values = try guest.desk.read { view throws(ServiceError) in
                var values: [(SchoolSetting, String)] = []
                for setting in SchoolSetting.allCases where setting == only ?? setting {
                    values.append((setting, try view.value(of: setting, context)))
                }
                return values
            }
            output.append(settings: values)
        }
    }

    private var settingSet: Method<Guest> {
        let house = self
        return writing(.settingSet) { parameters throws(RPCError) in
            guard let setting = try parameters.settingIfPresent("name") else {
                throw parameters.invalid("name", "missing")
            }
            let value = try parameters.stringIfPresent("value")
            return { scope, context throws(ServiceError) in
                let row = try SetSetting(setting, to: value).run(in: &scope, as: context)
                return (setting, row?.value ?? setting.fallback(collation: Collator.defaultLocale))
            }
        } _: { (written: (SchoolSetting, String), output) in
            house.obey(written.0, written.1)
            output.append(settings: [written])
        }
    }

    /// Takes up the settings that matter while nobody asks.
    ///
    /// How many changes are kept may have been told otherwise.
    func obeySettings(butFor changesKept: Int?) throws(StoreError) {
        let context = Context(collator: collator)
        for setting in SchoolSetting.allCases {
            if setting == .changeLogKeep, changesKept != nil { continue }
            let value = try store.read { view throws(StoreError) in
                try? view.value(of: setting, context)
            }
            if let value { obey(setting, value) }
        }
        rules.defersReferences = try store.read { view throws(StoreError) in
            (try? view.enforcesReferences()) == false
        }
    }

    private func obey(_ setting: SchoolSetting, _ value: String) {
        if setting == .collation, collation.mayMove { followCollation() }
        rules.obey(setting, value)
        if setting == .changeLogKeep, let count = Int(value) { store.changesKept = count }
    }
}

extension House {
    /// Takes up the alphabet that the store has been sorted in.
    private func followCollation() {
        let context = Context(collation: collation, caller: .service)
        try? store.read { view throws(StoreError) in view.followCollation(of: context) }
    }
}

extension Parameters {
    /// Something that can be set; an unknown name is refused with the one that was meant.
    fileprivate func settingIfPresent(
        _ parameter: StaticString
    ) throws(RPCError) -> SchoolSetting? {
        guard let name = try stringIfPresent(parameter) else { return nil }
        guard let setting = SchoolSetting(rawValue: name) else {
            let meant = Nearest.name(to: name, among: SchoolSetting.allCases.map(\.rawValue))
            let hint = meant.map { "did you mean \"\($0)\"?" }
            throw invalid(parameter, "unknown", hint: hint)
        }
        return setting
    }
}

extension OutputBuffer {
    fileprivate mutating func append(settings: [(SchoolSetting, String)]) {
        append("{\"settings\":{")
        for (setting, value) in settings {
            append(text: setting.rawValue)
            append(":")
            append(text: value)
            append(",")
        }
        removeTrailingComma()
        append("}}")
    }
}
