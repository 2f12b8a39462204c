import Engine
import Oracle
import Records
import SchoolServices
import Storage
import Threads

/// Why an operation is refused.
enum Refusal: StoreFailure, Equatable {
    case store(StoreError)
    case service(ServiceError)
    /// The operation itself changed its mind half-way.
    case deliberate

    init(_ error: StoreError) { self = .store(error) }
}

/// One request to the store, with what the model says about it.
struct Operation: Sendable {
    /// A part of the request; returns what differs from the model.
    typealias Step = @Sendable (inout Scope) throws(Refusal) -> String?

    let number: Int
    let kind: String
    let steps: [Step]
    /// Whether the request throws at its end.
    let isWithdrawn: Bool
    /// The refusals that the model would understand; nil where it accepts the request.
    let refusals: [Refusal]?

    /// Submits the request; `judge` is told what came of it.
    func submit(to store: SchoolStore, _ judge: Judge) {
        let operation = self
        store.submit(
            { (scope: inout Scope) throws(Refusal) -> Void in
                for step in operation.steps {
                    if let difference = try step(&scope) { judge.note(difference, operation) }
                }
                if operation.isWithdrawn { throw .deliberate }
            },
            then: { (result: Result<Void, Refusal>) in judge.hear(result, of: operation) }
        )
    }
}

/// Runs one of the store's verbs inside an operation.
func stored<Success>(
    _ body: () throws(StoreError) -> Success
) throws(Refusal) -> Success {
    do throws(StoreError) { return try body() } catch { throw .store(error) }
}

/// Gathers what differs, and knows when a group of operations has been answered.
final class Judge: @unchecked Sendable {
    private let lock = Lock()
    private let answered = Condition()
    // Guarded by `lock`.
    private var differences: [String] = []
    private var waitingFor = 0
    private var accepted = 0
    private var refused = 0

    /// A difference within an operation.
    func note(_ difference: String, _ operation: Operation) {
        lock.withLock {
            guard differences.count < 20 else { return }
            differences.append("operation \(operation.number) (\(operation.kind)): \(difference)")
        }
    }

    /// The answer to an operation.
    func hear(_ result: Result<Void, Refusal>, of operation: Operation) {
        switch (result, operation.refusals) {
        case (.success, nil): break
        case (.success, .some(let refusals)):
            note("accepted; the model says \(refusals)", operation)
        case (.failure(let error), nil): note("refused: \(error); the model accepts it", operation)
        case (.failure(let error), .some(let refusals)):
            if !refusals.contains(error) {
                note("refused: \(error); the model says \(refusals)", operation)
            }
        }
        lock.withLock {
            if operation.refusals == nil { accepted += 1 } else { refused += 1 }
            waitingFor -= 1
            if waitingFor == 0 { answered.signal() }
        }
    }

    /// So many answers are to come.
    func expect(_ count: Int) { lock.withLock { waitingFor += count } }

    /// Waits for all of them.
    func waitForAnswers() {
        lock.acquire()
        defer { lock.release() }
        while waitingFor > 0 { answered.wait(holding: lock) }
    }

    /// What differed so far.
    var found: [String] { lock.withLock { differences } }
    /// How many operations the model, and the store with it, took and refused.
    var counts: (accepted: Int, refused: Int) { lock.withLock { (accepted, refused) } }
}
