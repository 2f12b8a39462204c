/// Why a text was refused.
public enum JSONError: Error, Equatable, Sendable {
    /// It is no JSON.
    case syntax
    /// It is no UTF-8.
    case encoding
    /// A number is malformed, or fits neither 64 bits nor a double.
    case number
    /// It is nested more deeply than the limit.
    case depth
    /// An object has a name twice.
    case repeatedName
    /// It is too large for the memory there is.
    case memory

    /// Whether the text may be a request all the same, only not one that is taken here.
    var mayBeRequest: Bool {
        switch self {
        case .number, .depth, .repeatedName: true
        case .syntax, .encoding, .memory: false
        }
    }
}
