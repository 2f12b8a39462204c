/// The connections of whose sockets the kernel tells once, by their descriptors.
struct Regulars: ~Copyable {
    private var owners: [Owner?] = []

    /// One of them.
    @safe struct Owner {
        // Not counted: a connection is removed before its descriptor is closed.
        private let connection: Unmanaged<Connection>

        init(_ connection: Connection) { unsafe self.connection = .passUnretained(connection) }

        /// Lends it.
        @inline(__always) func lend(_ body: (Connection) -> Void) {
            unsafe connection._withUnsafeGuaranteedRef(body)
        }
    }

    /// Whose descriptor it is; nil where it is nobody's of them.
    func owner(of descriptor: Int32) -> Owner? {
        let place = Int(descriptor)
        return owners.indices.contains(place) ? owners[place] : nil
    }

    mutating func add(_ connection: Connection, _ descriptor: Int32) {
        while owners.count <= Int(descriptor) { owners.append(nil) }
        owners[Int(descriptor)] = Owner(connection)
    }

    /// Harmless where it is none of them.
    mutating func remove(_ descriptor: Int32) {
        guard owners.indices.contains(Int(descriptor)) else { return }
        owners[Int(descriptor)] = nil
    }
}
