internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import Threads
internal import Transport

/// Parts of a list that are sent ahead of the reply, to a client that has asked for that.
///
/// A part that the client has no room for is kept: it stands in the reply, so that none is lost.
final class PartialResults: @unchecked Sendable {
    /// Items of one part.
    static let itemsPerPart = 100

    private let connection: ConnectionHandle
    /// As JSON.
    private let token: [UInt8]
    private let lock = Lock()
    private let changed = Condition()
    // Guarded by `lock`.
    private var onTheirWay = 0
    private var kept: [(number: Int, part: Part)] = []
    private var count = 0

    /// Some elements of one list of the result.
    struct Part: Sendable {
        /// The member of the result that the list is.
        let list: StaticString
        /// Each as JSON.
        let items: [[UInt8]]
    }

    /// The parts of the result of the request with these parameters, where the client wants them.
    init?(_ guest: Guest, _ parameters: borrowing Parameters) throws(RPCError) {
        guard let token = try [UInt8](token: parameters.partialResultToken, "partialResultToken")
        else { return nil }
        guard guest.wants(.progress) else { return nil }
        connection = guest.connection
        self.token = token
    }

    /// Sends a part, and does not wait: whoever calls it may hold a view of the store.
    func send(_ part: Part, unless cancellation: Cancellation) {
        guard !part.items.isEmpty else { return }
        let token = token
        let message = [UInt8].notification(.progress) { output in
            output.append("\"token\":")
            output.append(token.rawSpan)
            output.append(",\"value\":{\"")
            output.append(part.list)
            output.append("\":[")
            for item in part.items {
                output.append(item.rawSpan)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]},")
        }
        let number = lock.withLock {
            count += 1
            onTheirWay += 1
            return count
        }
        connection.notify([message], unless: cancellation) { [self] delivery in
            lock.withLock {
                onTheirWay -= 1
                if case .sent = delivery {} else { kept.append((number, part)) }
                changed.signal()
            }
        }
    }

    /// The items of a list that the client has not been sent, when that is known of all.
    func rest(of list: StaticString) -> [[UInt8]] {
        lock.withLock {
            // The loop answers soon, and a connection that is gone at once.
            while onTheirWay > 0 { changed.wait(holding: lock) }
            return kept.sorted { $0.number < $1.number }
                .filter { "\($0.part.list)" == "\(list)" }.flatMap(\.part.items)
        }
    }
}
