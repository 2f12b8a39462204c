internal import Glibc
internal import Synchronization

/// What one loop has done: how often each method was called, how long it took, and how many bytes passed.
///
/// The loop's thread alone writes, without a lock and without making anything; whoever asks reads along.
@safe public final class Meter: Sendable {
    /// What to do with a request that took long: its method, and its nanoseconds.
    public typealias Tell = @Sendable (StaticString, UInt64) -> Void

    /// The places of a method's figures; its buckets lie behind them.
    private enum Place {
        static let failures = 0, sum = 1, longest = 2, buckets = 3
        static let count = buckets + Histogram.bucketCount
    }

    private enum Bytes { static let received = 0, sent = 1, count = 2 }

    private let names: [StaticString]
    private let slowNanoseconds: UInt64
    private let tellSlow: Tell
    // Never written after init; what it leads to are atomics.
    nonisolated(unsafe) private let cells: UnsafeMutablePointer<Atomic<UInt64>>

    /// A meter for the methods of a table; it tells of requests that take so long.
    public init(
        _ methods: MethodTable,
        slowNanoseconds: UInt64 = .max,
        tellSlow: @escaping Tell = { _, _ in }
    ) {
        names = methods.names
        self.slowNanoseconds = slowNanoseconds
        self.tellSlow = tellSlow
        let count = Bytes.count + names.count * Place.count
        unsafe cells = .allocate(capacity: count)
        for index in 0..<count { unsafe (cells + index).initialize(to: Atomic(0)) }
    }

    deinit { unsafe cells.deallocate() }

    /// Nanoseconds on a clock that only goes forward.
    static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    // MARK: - Counting

    /// Counts a request to the method with that number in the table.
    func note(_ method: Int, since begin: UInt64, isFailure: Bool) {
        let time = Self.now() &- begin
        let base = Bytes.count + method * Place.count
        if isFailure { add(1, at: base + Place.failures) }
        add(time, at: base + Place.sum)
        if time > value(at: base + Place.longest) {
            unsafe (cells + base + Place.longest).pointee.store(time, ordering: .relaxed)
        }
        add(1, at: base + Place.buckets + Histogram.bucket(ofNanoseconds: time))
        if time >= slowNanoseconds { tellSlow(names[method], time) }
    }

    /// Counts bytes that came in.
    public func note(receivedBytes count: Int) { add(UInt64(count), at: Bytes.received) }

    /// Counts bytes that were sent.
    public func note(sentBytes count: Int) { add(UInt64(count), at: Bytes.sent) }

    // One thread writes: reading and writing need not be one step.
    private func add(_ count: UInt64, at index: Int) {
        unsafe (cells + index).pointee.store(value(at: index) &+ count, ordering: .relaxed)
    }

    private func value(at index: Int) -> UInt64 {
        unsafe (cells + index).pointee.load(ordering: .relaxed)
    }

    // MARK: - Reading

    /// The figures of several loops together.
    public static func figures(of meters: [Meter]) -> MeterFigures {
        var figures = MeterFigures()
        for meter in meters {
            figures.receivedBytes += Int(meter.value(at: Bytes.received))
            figures.sentBytes += Int(meter.value(at: Bytes.sent))
        }
        for (method, name) in (meters.first?.names ?? []).enumerated() {
            var buckets = [UInt64](repeating: 0, count: Histogram.bucketCount)
            var figure = MethodFigures(name)
            for meter in meters {
                let base = Bytes.count + method * Place.count
                figure.failures += Int(meter.value(at: base + Place.failures))
                figure.totalNanoseconds &+= meter.value(at: base + Place.sum)
                figure.longestNanoseconds = max(
                    figure.longestNanoseconds,
                    meter.value(at: base + Place.longest)
                )
                for bucket in buckets.indices {
                    buckets[bucket] += meter.value(at: base + Place.buckets + bucket)
                }
            }
            figure.read(buckets)
            if figure.calls > 0 { figures.methods.append(figure) }
        }
        return figures
    }
}
