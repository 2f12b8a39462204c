internal import JSONRPC
internal import Records

/// What the connections of one loop use by turns, so that an idle one owns no buffer.
///
/// Passed `inout` down the call: spans cannot be lent from a class's stored property, only from a value
/// that the caller holds.
struct Workspace: ~Copyable {
    /// Room offered to one read.
    static let readBytes = 64 << 10
    /// Capacity kept between messages.
    static let keptBytes = 512 << 10

    var input = InputBuffer(capacity: readBytes)
    var output = OutputBuffer(capacity: readBytes)
    var parser = JSONParser(capacity: readBytes)
    var deferred: [Deferred] = []
}
