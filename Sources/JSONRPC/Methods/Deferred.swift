/// A request that leaves the loop; its outcome comes back with the ticket.
public struct Deferred: Sendable {
    /// Begins a write and returns; the outcome comes later.
    public typealias Write = @Sendable (Completion) -> Void

    /// What is to be done.
    public enum Job: Sendable {
        /// Hand it to the writer, in the order of arrival.
        case write(Write)
        /// Run it beside the loops.
        case long(Work)
    }

    /// Names the request within its connection.
    public let ticket: UInt32
    /// What is to be done.
    public let job: Job
    /// Whether somebody still wants it.
    public let cancellation: Cancellation
}
