internal import Records

extension ListWalk {
    /// Posts of one place, latest first; the pinned ones before all others, or among them.
    ///
    /// Behind what the keys share stands 0 for a pinned post and 1 for any other.
    static func pinnedFirst(
        _ isPinnedFirst: Bool,
        _ index: any ListIndex<Row>,
        _ place: Place,
        _ owner: UInt64,
        _ more: (inout KeyBuffer) -> Void = { _ in }
    ) -> ListWalk {
        guard !isPinnedFirst else {
            var range = KeyRange(place, owner: owner, more)
            range.below = [2]
            return ListWalk(index, range)
        }
        let ranges = [UInt8(0), 1].map { rank in
            KeyRange(place, owner: owner) { key in
                more(&key)
                key.append(byte: rank)
            }
        }
        return ListWalk(index, ranges)
    }
}
