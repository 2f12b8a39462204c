internal import Engine
internal import JSONRPC
internal import LMDB
internal import SchoolServices
internal import Storage

/// What the sessions of one loop share: one reading side of the store.
public final class Desk {
    private let reader: SoleReader
    /// The daemon's clock.
    let clock: HouseClock
    /// Which parts of the school there are.
    let parts: PartLevel
    /// What the policy leaves to the school.
    let rules: HouseRules
    /// For whom it reads now; nil while nobody has been admitted, and then it reads nothing.
    private var onlooker: Onlooker?

    /// Who looks at what is read.
    private enum Onlooker {
        /// A service session: nothing is hidden from it.
        case service
        case judged(Judge)
    }
    /// What answering takes, while somebody wants to know.
    var trace: ListTrace? { didSet { isTraced = trace != nil } }
    /// Whether somebody does: asked with each request.
    private(set) var isTraced = false

    init(_ house: House) {
        clock = house.clock
        parts = house.parts
        rules = house.rules
        do throws(StoreError) { reader = SoleReader(try house.store.makeReader()) } catch {
            // A daemon that cannot read has nothing to serve.
            fatalError("no reader: \(error)")
        }
    }

    /// Reads for one session until `body` ends; what the judge hides does not exist meanwhile.
    func serve<Success>(
        as judge: Judge?,
        _ body: () throws(RPCError) -> Success
    ) throws(RPCError) -> Success {
        onlooker = judge.map { .judged($0) } ?? .service
        defer { onlooker = nil }
        return try body()
    }

    /// Lets go of the snapshot that is kept for the next question.
    func rest() { reader.rest() }

    /// Runs `body` against one snapshot, as the session sees it.
    func read<Success>(
        _ body: (borrowing LMDBReader.View) throws(ServiceError) -> Success
    ) throws(RPCError) -> Success {
        let judge: Judge?
        switch onlooker {
        case .service: judge = nil
        case .judged(let known): judge = known
        case nil: throw RPCError(.notLoggedIn)
        }
        do throws(ServiceError) { return try reader.read(for: judge, body) } catch {
            throw RPCError(error)
        }
    }
}
