internal import Threads

/// The only door between threads: anybody may post, the loop's own thread collects.
final class Mailbox: Sendable {
    private let lock = Lock()
    // Both are touched only while the lock is held.
    nonisolated(unsafe) private var letters: [Letter] = []
    nonisolated(unsafe) private var isOpen = true
    /// Rung only under the lock while the mailbox is open, so never after it is closed.
    private let bell: Bell

    /// A mailbox that wakes `loop`, which collects in answer.
    init(waking loop: Loop, _ collect: @escaping () -> Void) {
        bell = Bell(on: loop, collect)
    }

    /// Hands over a letter; after the end it is dropped, and the answer is false.
    @discardableResult
    func post(_ letter: Letter) -> Bool {
        lock.withLock {
            guard unsafe isOpen else { return false }
            unsafe letters.append(letter)
            if unsafe letters.count == 1 { bell.ring() }
            return true
        }
    }

    /// Takes all letters; on the loop's thread.
    func collect() -> [Letter] {
        lock.withLock {
            defer { unsafe letters = [] }
            return unsafe letters
        }
    }

    /// Ends it; on the loop's thread.
    func close() {
        // What is left is dropped outside the lock: it may own things that post when they go.
        let rest = lock.withLock {
            unsafe isOpen = false
            defer { unsafe letters = [] }
            return unsafe letters
        }
        for case .adopt(let descriptor) in rest { closeDescriptor(descriptor) }
        bell.close()
    }
}
