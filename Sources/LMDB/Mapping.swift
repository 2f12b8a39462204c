internal import Glibc

/// Address space.
enum Mapping {
    /// Whether the system would give so much of it now.
    static func isPossible(byteCount: Int) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let start = unsafe mmap(nil, byteCount, PROT_NONE, flags, -1, 0)
        guard unsafe start != MAP_FAILED else { return false }
        unsafe munmap(start, byteCount)
        return true
    }
}
