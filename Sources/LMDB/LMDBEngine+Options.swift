extension LMDBEngine {
    /// How a store is opened.
    public struct Options: Equatable, Sendable {
        /// The size that the file may reach.
        ///
        /// The map is sparse: it costs address space, not memory. A small part at the end is kept for
        /// writes that do not add to the content, so that a full store can be emptied.
        public var maximumByteCount = 32 << 30
        /// The size of the map at first, or nil for the maximum.
        ///
        /// A smaller map doubles when it is full, which costs readers a lock for each `read`, and
        /// runs the body of that write again.
        public var mapByteCount: Int?
        /// Opens a store where locks and maps cannot be trusted.
        public var allowsNetworkFileSystem = false
        /// How many readers there may be at once.
        public var maximumReaders = 1_024

        /// The defaults.
        public init() {}

        /// LMDB wants whole pages of the system.
        var initialByteCount: Int {
            let page = LMDBEngine.pageByteCount
            return (min(mapByteCount ?? .max, maximumByteCount) + page - 1) / page * page
        }
    }
}
