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
        if let value, let rule = setting.rule(brokenBy: value) {
            throw .checkFailed(Setting.table, field: setting.rawValue, rule: rule)
        }
        if setting == .collation { try collate(by: value, in: &scope, as: context) }
        guard let value else {
            if let known { try scope.deleteRow(known) }
            return nil
        }
        var row = Setting(name: setting.rawValue, value: value)
        if let known {
            try scope.updateRow(known, to: &row)
        } else {
            try scope.insertRow(&row)
        }
        return row
    }

    /// Makes every sort key anew in another alphabet; requests behind this one follow the header.
    private func collate<T: WriteTransaction & ~Copyable>(
        by locale: String?,
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) {
        let collator: Collator
        do throws(CollationError) {
            collator = try Collator(locale: locale ?? Collator.defaultLocale)
        } catch {
            throw .checkFailed(Setting.table, field: setting.rawValue, rule: "az|ru|en")
        }
        guard collator.version != context.collator.version else { return }
        context.collation.mayMove = true
        _ = try RenewTexts(by: collator).run(in: &scope, as: context)
    }
}

extension Snapshot where Self: ~Copyable {
    /// What is set, or the default; `context` knows the store's collation.
    public borrowing func value(
        of setting: SchoolSetting,
        _ context: Context
    ) throws(ServiceError) -> String {
        if let row = try row(of: setting) { return row.value }
        return setting.fallback(collation: context.collator.locale)
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
