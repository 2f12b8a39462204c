internal import Glibc

/// What of a connection is shut down.
///
/// Linux's own numbers: Glibc's module does not always show the names SHUT_WR and SHUT_RDWR.
enum Half: Int32 {
    case sending = 1
    case both = 2

    func shutDown(_ descriptor: Int32) { shutdown(descriptor, rawValue) }
}
