import CLoad
import District
import Glibc

/// Where clients and server run, and how many ask at a time.
enum Placement: String, CaseIterable {
    /// One client on the server's processor.
    case sameProcessor = "socket-same-cpu"
    /// One client on a processor of its own.
    case crossProcessor = "socket-cross-cpu"
    /// Sixteen clients there.
    case sixteenClients = "socket-16-clients"
    /// Sixteen requests in flight on one connection.
    case pipelined = "socket-pipelined"

    static let serverProcessor: UInt64 = 1
    static let otherProcessor: UInt64 = 2
    static let allProcessors = UInt64.max

    /// A bit for each processor.
    var clientProcessors: UInt64 {
        self == .sameProcessor ? Self.serverProcessor : Self.otherProcessor
    }

    var clients: Int { self == .sixteenClients ? 16 : 1 }
    var depth: Int { self == .pipelined ? 16 : 1 }

    /// Those that this machine has room for.
    static var possible: [Placement] {
        sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 ? allCases : [.sameProcessor]
    }
}

extension DistrictQuery {
    /// As the results name it: `Q1b`.
    var name: String { "Q" + rawValue.dropFirst() }
}
