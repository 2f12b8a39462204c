public import Collation
internal import SchoolServices
internal import Storage

extension House {
    /// Folds and orders names as the store is set to.
    public var collator: Collator { collation.current }

    /// Takes up the alphabet that the store is sorted in, and sorts everything anew where ICU now sorts
    /// otherwise.
    func settleCollation() throws(HouseError) {
        let version: String
        do throws(StoreError) {
            version =
                try store.read { view throws(StoreError) in
                    try view.storeHeader()?.collation
                } ?? ""
        } catch { throw .settings(error) }
        guard version != collator.version, !version.isEmpty else { return }
        let locale = Collator.locale(of: version)
        let today: Collator
        do throws(CollationError) { today = try Collator(locale: locale) } catch {
            throw .collation(error)
        }
        guard today.version != version else { return collation.follow(version) }
        do throws(ServiceError) {
            let count = try store.run(
                RenewTexts(by: today),
                as: Context(collation: collation, caller: .service)
            )
            log.write(
                .info,
                "namesSortedAnew",
                [("from", version), ("to", today.version), ("rows", "\(count)")]
            )
        } catch { throw .sorting("\(error)") }
        collation.follow(today.version)
    }
}
