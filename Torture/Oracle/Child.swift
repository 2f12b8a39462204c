internal import Glibc

/// Another process of the same executable, with a pipe from its file descriptor 3.
///
/// Spawned, not forked: a process that has LMDB open must not fork.
package struct Child: ~Copyable {
    /// How a process ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(Int32)
    }

    /// The descriptor under which the child finds its end of the pipe.
    package static var pipeDescriptor: Int32 { 3 }

    private let process: pid_t
    private let pipe: Int32

    /// Starts this executable anew.
    package init(_ arguments: [String]) {
        var ends: [Int32] = [0, 0]
        precondition(unsafe Glibc.pipe(&ends) == 0, "the system gives no more pipes")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], Self.pipeDescriptor)
        let words = [CommandLine.arguments[0]] + arguments
        var pointers = unsafe words.map { word in unsafe strdup(word) }
        unsafe pointers.append(nil)
        var process = pid_t()
        let code = unsafe posix_spawn(
            &process,
            "/proc/self/exe",
            &actions,
            nil,
            pointers,
            environ
        )
        unsafe pointers.forEach { pointer in unsafe free(pointer) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        precondition(code == 0, "the system starts no more processes")
        self.process = process
        pipe = ends[0]
    }

    /// Reads from the pipe until a time has passed, then kills the process if it still runs.
    ///
    /// Returns what it wrote before it died.
    package consuming func kill(afterMicroseconds delay: Int) -> (bytes: [UInt8], ending: Ending) {
        var bytes: [UInt8] = []
        let deadline = ContinuousClock.now + .microseconds(delay)
        var isOpen = true
        while isOpen {
            let left = Int((deadline - ContinuousClock.now) / .microseconds(1))
            guard left > 0 else { break }
            guard left > 2000 else {
                usleep(UInt32(left))
                break
            }
            var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&waiting, 1, Int32(left / 1000 - 1)) > 0 { isOpen = read(into: &bytes) }
        }
        Glibc.kill(process, SIGKILL)
        while read(into: &bytes) {}
        return (bytes, wait())
    }

    /// Waits until the process has ended by itself; returns what it wrote.
    package consuming func finish() -> (bytes: [UInt8], ending: Ending) {
        var bytes: [UInt8] = []
        while read(into: &bytes) {}
        return (bytes, wait())
    }

    private borrowing func read(into bytes: inout [UInt8]) -> Bool {
        var room = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe Glibc.read(pipe, &room, room.count)
        if count < 0, errno == EINTR { return true }
        guard count > 0 else { return false }
        bytes.append(contentsOf: room[..<count])
        return true
    }

    private borrowing func wait() -> Ending {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(pipe)
        return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f)
    }
}

/// What a child writes to its parent: one write each, so that none is torn.
package func tellParent(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { bytes in
            unsafe write(Child.pipeDescriptor, bytes.baseAddress, bytes.count)
        }
        if count < 0, errno != EINTR { _exit(3) }
        if count > 0 { rest = rest.dropFirst(count) }
    }
}
