import CLoad
import Glibc

/// Requests in one piece of memory, made before anything is measured.
struct Requests: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var parts: [load_request] = []

    /// Adds a request and the size of its reply, 0 where that is not known.
    mutating func add(_ request: [UInt8], replySize: Int = 0) {
        parts.append(
            load_request(
                offset: UInt32(bytes.count),
                size: UInt32(request.count),
                reply_size: UInt32(replySize)
            )
        )
        bytes += request
    }

    var isEmpty: Bool { parts.isEmpty }
}

/// Open connections to one server.
@safe final class Clients: @unchecked Sendable {
    /// What a run has measured.
    struct Run {
        /// Nanoseconds of each request.
        var times: [UInt64]
        var perSecond: Double
        var bytesPerReply: Int

        /// Microseconds.
        var median: Double { percentile(50) }

        func percentile(_ percent: Int) -> Double {
            let sorted = times.sorted()
            return Double(sorted[sorted.count * percent / 100]) / 1000
        }
    }

    private let load: OpaquePointer
    private let name: String

    /// Connects so many, each of which says what the server wants to hear first.
    init(_ server: any Server, count: Int) throws {
        let hello = server.hello
        guard
            let load = unsafe load_open(
                server.socket,
                server.protocol,
                Int32(count),
                hello.bytes,
                hello.bytes.count,
                Int32(hello.replies)
            )
        else { throw Options.Misuse(description: "\(server.name) does not let us in") }
        unsafe self.load = load
        name = server.name
    }

    deinit { unsafe load_close(load) }

    /// The last reply that was wrong.
    private var wrongReply: String {
        guard let text = unsafe load_wrong_reply(load) else { return "" }
        return unsafe String(cString: text)
    }

    /// One reply, whole.
    func ask(_ request: [UInt8]) throws -> [UInt8] {
        var size = 0
        guard let reply = unsafe load_ask(load, request, request.count, &size) else {
            throw Options.Misuse(description: "\(name) has hung up")
        }
        return unsafe Array(UnsafeBufferPointer(start: reply, count: size))
    }

    /// How to ask.
    struct Pace {
        /// Requests in flight on each connection.
        var depth = 1
        /// Milliseconds that do not count.
        var warming: UInt64 = 5
        /// Milliseconds that do.
        var lasting: UInt64
        /// Whether each request is sent once at most.
        var isOnce = false
    }

    /// Asks, again and again.
    func run(_ requests: Requests, _ pace: Pace) throws -> Run {
        var times = [UInt64](repeating: 0, count: 1 << 18)
        var result = unsafe load_result()
        let isWell = unsafe times.withUnsafeMutableBufferPointer { times in
            unsafe result.times = times.baseAddress
            unsafe result.capacity = times.count
            return unsafe requests.bytes.withUnsafeBufferPointer { bytes in
                unsafe requests.parts.withUnsafeBufferPointer { parts in
                    var questions = unsafe load_questions(
                        bytes: bytes.baseAddress,
                        requests: parts.baseAddress,
                        count: parts.count
                    )
                    return unsafe load_run(
                        load,
                        &questions,
                        Int32(pace.depth),
                        pace.warming * 1_000_000,
                        pace.lasting * 1_000_000,
                        pace.isOnce,
                        &result
                    )
                }
            }
        }
        let (count, failures) = unsafe (result.count, result.failures)
        guard isWell, failures == 0, count > 0 else {
            throw Options.Misuse(
                description: isWell
                    ? "\(name): \(failures) of \(count) replies are wrong: \(wrongReply)"
                    : "\(name) has hung up"
            )
        }
        let nanoseconds = unsafe result.nanoseconds
        return Run(
            times: Array(times.prefix(count)),
            perSecond: Double(count) * 1e9 / Double(max(1, nanoseconds)),
            bytesPerReply: unsafe Int(result.bytes) / count
        )
    }
}
