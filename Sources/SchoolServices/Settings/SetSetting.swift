internal import Collation
public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Sets something for the whole store, or leaves it to its default again.
public struct SetSetting: WriteRequest {
    public var setting: SchoolSetting
    /// Nil for the default.
    public var value: String?

    public init(_ setting: SchoolSetting, to value: String?) {
        self.setting = setting
        self.value = value
    }

    /// Answers the row, where there is one now.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Setting? {
        let known = try scope.row(of: setting)
        guard let value else {
            if let known { try scope.deleteRow(known) }
            return nil
        }
        if let rule = setting.rule(brokenBy: value) {
            throw .checkFailed(Setting.table, field: setting.rawValue, rule: rule)
        }
        var row = Setting(name: setting.rawValue, value: value)
        if let known {
            try scope.updateRow(known, to: &row)
        } else {
            try scope.insertRow(&row)
        }
        return row
    }
}

extension Snapshot where Self: ~Copyable {
    /// What is set, or the default; `context` knows the store's collation.
    public borrowing func value(
        of setting: SchoolSetting,
        _ context: Context
    ) throws(ServiceError) -> String {
        if let row = try row(of: setting) { return row.value }
        return setting.fallback(collation: context.collator.version)
    }

    borrowing func row(of setting: SchoolSetting) throws(ServiceError) -> Setting? {
        try self.setting(named: setting.rawValue)
    }

    /// What is stored under a name, or nil.
    borrowing func setting(named name: String) throws(ServiceError) -> Setting? {
        var key = KeyBuffer()
        Setting.writeKey(of: Setting(name: name, value: ""), to: &key)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }
}
