import Glibc
import TestSupport
import Testing
import Threads
import Transport

private func mode(_ path: String) -> UInt32? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
}

private func outcome(_ path: String) -> SocketError? {
    do throws(SocketError) {
        _ = try Listener(path: path)
        return nil
    } catch {
        return error
    }
}

@Suite("Sockets")
struct SocketTests {
    let folder = TemporaryFolder()

    @Test("The socket and its folder are for nobody else, unless it is asked for")
    func modes() throws {
        let path = folder.path("run/lms/lmsd.sock")
        let listener = try Listener(path: path)
        #expect(mode(path) == 0o600)
        #expect(mode(folder.path("run/lms")) == 0o700)
        withExtendedLifetime(listener) {}
        let open = folder.path("open/lms/lmsd.sock")
        let shared = try Listener(path: open, group: getgid())
        #expect(mode(open) == 0o660)
        #expect(mode(folder.path("open/lms")) == 0o710)
        #expect(mode(folder.path("open")) == 0o710)
        #expect(throws: SocketError.closedFolder) {
            try Listener(path: folder.path("run/lms/other.sock"), group: getgid())
        }
        withExtendedLifetime(shared) {}
    }

    @Test("A socket that is served is left alone, a stale one is replaced")
    func stale() throws {
        let path = folder.path("a.sock")
        var listener: Listener? = try Listener(path: path)
        #expect(outcome(path) == .inUse)
        #expect(listener != nil)
        listener = nil
        #expect(mode(path) == nil)
        let other = RawSocket()
        other.bind(path)
        #expect(listen(other.descriptor, 5) == 0)
        #expect(outcome(path) == .inUse)
        // It dies, and leaves its file behind.
        close(other.descriptor)
        #expect(mode(path) != nil)
        #expect(outcome(path) == nil)
    }

    @Test("What is not ours is not touched")
    func occupied() throws {
        let path = folder.path("file")
        let file = unsafe open(path, O_CREAT | O_WRONLY, 0o600)
        close(file)
        #expect(outcome(path) == .occupied)
        #expect(mode(path) == 0o600)
        #expect(unsafe mkdir(folder.path("open"), 0o700) == 0)
        #expect(unsafe chmod(folder.path("open"), 0o777) == 0)
        #expect(outcome(folder.path("open/a.sock")) == .unsafeFolder)
        #expect(unsafe chmod(folder.path("open"), 0o1777) == 0)
        #expect(outcome(folder.path("open/a.sock")) == nil)
    }

    @Test("A path that is too long for an address is served all the same")
    func longPath() throws {
        let path = folder.path(String(repeating: "d", count: 100) + "/lmsd.sock")
        let server = Server(TestService(), options: quiet)
        let listener = try Listener(path: path)
        let ready = Event()
        let thread = WorkerThread { server.run(listeners: [listener]) { ready.signal() } }
        #expect(ready.wait())
        #expect(TestClient(descriptor: try dial(path)).call("ping") == reply("\"pong\""))
        server.stop()
        thread.join()
        #expect(mode(path) == nil)
    }

    @Test("A server with one session ends with it")
    func oneSession() throws {
        let (ours, theirs) = RawSocket.pair()
        let server = Server(TestService(), options: quiet)
        let thread = WorkerThread { server.run(sessions: [theirs]) }
        let client = TestClient(descriptor: ours)
        #expect(client.call("ping") == reply("\"pong\""))
        client.send(request("exit"))
        #expect(client.line() == reply("null"))
        thread.join()
    }

    @Test("A server that nobody can reach ends")
    func noEntrance() {
        Server(TestService(), options: quiet).run()
    }

    @Test("Standard input and output are a session, files too")
    func standardStreams() throws {
        let requests = folder.path("requests")
        let input = unsafe open(requests, O_CREAT | O_RDWR, 0o600)
        let output = unsafe open(folder.path("replies"), O_CREAT | O_RDWR, 0o600)
        defer {
            close(input)
            close(output)
        }
        let text = [UInt8]((request("ping") + request("double", "[21]", id: 2)).utf8)
        #expect(unsafe write(input, text, text.count) == text.count)
        #expect(lseek(input, 0, Int32(SEEK_SET)) == 0)
        let streams = try StandardStreams(input: input, output: output)
        Server(TestService(), options: quiet).run(sessions: [streams.session])
        streams.join()
        var replies = [UInt8](repeating: 0, count: 1000)
        let count = unsafe pread(output, &replies, replies.count, 0)
        let expected = reply("\"pong\"") + "\n" + reply("42", id: 2) + "\n"
        #expect(String(decoding: replies[..<max(0, count)], as: UTF8.self) == expected)
    }

    @Test("Standard streams end when the session does, though the input goes on")
    func standardStreamsEnd() throws {
        let (ours, theirs) = RawSocket.pair()
        let streams = try StandardStreams(input: theirs, output: theirs)
        let client = TestClient(descriptor: ours)
        client.send(request("exit"))
        Server(TestService(), options: quiet).run(sessions: [streams.session])
        streams.join()
        #expect(client.line() == reply("null"))
        close(theirs)
    }

    @Test("Sockets that listen already are taken over, others are not")
    func activated() throws {
        let socket = RawSocket()
        socket.bind(folder.path("activated.sock"))
        #expect(throws: SocketError.notListening) { try Listener(activated: socket.descriptor) }
        #expect(listen(socket.descriptor, 5) == 0)
        let listener = try Listener(activated: socket.descriptor)
        let server = Server(TestService(), options: quiet)
        let ready = Event()
        let thread = WorkerThread { server.run(listeners: [listener]) { ready.signal() } }
        #expect(ready.wait())
        #expect(TestClient(folder.path("activated.sock")).call("ping") == reply("\"pong\""))
        server.stop()
        thread.join()
        // It is the manager's to remove.
        #expect(mode(folder.path("activated.sock")) != nil)
    }

    private var quiet: ServerOptions {
        var options = ServerOptions()
        options.stopsOnSignals = false
        return options
    }
}

/// In a process of their own: they count or limit what the whole process has.
@Suite("A server's process")
struct ProcessTests {
    @Test("All descriptors are given back")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            // What is opened once for ever is opened now.
            try serveOnce()
            let before = openDescriptors()
            for _ in 0..<5 { try serveOnce() }
            precondition(openDescriptors() == before, "descriptors are lost")
        }
    }

    @Test("When descriptors run out, clients are turned away, and served again later")
    func descriptorsRunOut() async {
        await #expect(processExitsWith: .success) {
            let server = try TestServer()
            var clients = [server.connect()]
            precondition(clients[0].call("ping") == reply("\"pong\""))
            // Sockets for more clients, made while there are descriptors, connected when there are none.
            let waiting = (0..<5).map { _ in RawSocket() }
            let highest = openDescriptors().last ?? 0
            var before = rlimit()
            precondition(
                unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) == 0
            )
            var few = before
            few.rlim_cur = rlim_t(highest) + 1
            precondition(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &few) == 0)
            // Gaps below the limit.
            while unsafe open("/dev/null", O_RDONLY) >= 0 {}
            for socket in waiting {
                socket.connect(server.path)
                clients.append(TestClient(descriptor: socket.descriptor))
            }
            // A thread of the runtime that looks into /proc may give one back, for one client.
            var refusedCount = 0
            for client in clients.dropFirst() {
                let line = client.call("ping")
                let isRefused = line?.contains("too many") == true
                refusedCount += isRefused ? 1 : 0
                precondition(isRefused || line == reply("\"pong\""), "who is let in is served")
            }
            precondition(refusedCount >= 3, "they are told why")
            precondition(clients[0].call("ping") == reply("\"pong\""), "others are served")
            precondition(
                unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) == 0
            )
            clients = []
            precondition(server.connect().call("ping") == reply("\"pong\""))
            server.stop()
        }
    }

    @Test("SIGTERM lets what is in flight be answered")
    func terminated() async {
        await #expect(processExitsWith: .success) {
            let server = try TestServer { $0.stopsOnSignals = true }
            let client = server.connect()
            client.send(request("hold"))
            precondition(server.service.held.arrived.wait())
            let idle = server.connect()
            precondition(idle.call("ping") == reply("\"pong\""))
            kill(getpid(), SIGTERM)
            precondition(idle.rest() == "")
            server.service.held.release()
            precondition(client.rest() == reply("\"released\"") + "\n")
            server.stop()
        }
    }

    @Test("The service manager's variables are read once, and it is told when all is ready")
    func serviceManager() async {
        await #expect(processExitsWith: .success) {
            precondition(ServiceManager.takeSockets() == [])
            unsafe setenv("LISTEN_PID", "1", 1)
            unsafe setenv("LISTEN_FDS", "1", 1)
            precondition(ServiceManager.takeSockets() == [], "they are for another process")
            unsafe setenv("LISTEN_PID", String(getpid()), 1)
            unsafe setenv("LISTEN_FDS", "2", 1)
            precondition(ServiceManager.takeSockets() == [3, 4])
            precondition(ServiceManager.takeSockets() == [])
            precondition(!ServiceManager.notify("READY=1"))
            let folder = TemporaryFolder()
            for path in [folder.path("n.sock"), "@lms-test-\(getpid())"] {
                let manager = RawSocket(SOCK_DGRAM)
                manager.bind(path)
                unsafe setenv("NOTIFY_SOCKET", path, 1)
                precondition(ServiceManager.notify("READY=1"))
                var text = [UInt8](repeating: 0, count: 100)
                let count = unsafe recv(manager.descriptor, &text, text.count, 0)
                precondition(String(decoding: text[..<count], as: UTF8.self) == "READY=1")
            }
        }
    }
}

/// A server's whole life, with clients that leave in each way.
private func serveOnce() throws {
    let server = try TestServer {
        $0.loopCount = 2
        $0.stopsOnSignals = true
    }
    for _ in 0..<3 {
        let clients = (0..<20).map { _ in server.connect() }
        for client in clients { precondition(client.call("ping") == reply("\"pong\"")) }
        clients[0].send("nonsense")
        precondition(clients[0].rest().contains("unknownFraming"))
        clients[1].send(request("untilCancelled"))
    }
    server.stop()
    precondition(server.server.connectionCount == 0)
}
