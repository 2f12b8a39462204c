import Glibc
import SQLiteRival

/// Where the figures come from: read them as ratios on a shared machine.
struct Machine: CustomStringConvertible {
    let processor: String
    let processorCount: Int
    let kernel: String
    let load: Double
    let mode: String

    init() {
        let lines = text(ofFile: "/proc/cpuinfo").split(separator: "\n")
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        processor = model.map { String($0.drop { $0 == " " }) } ?? "unknown"
        processorCount = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let release = text(ofFile: "/proc/sys/kernel/osrelease")
        kernel = release.split(separator: "\n").first.map(String.init) ?? "unknown"
        let first = text(ofFile: "/proc/loadavg").split(separator: " ").first
        load = first.flatMap { Double($0) } ?? 0
        mode = "release, all checks on"
    }

    var description: String {
        "\(processor), \(processorCount) processors, Linux \(kernel), load \(load), \(mode)"
    }
}

/// A small file's text, or nothing.
func text(ofFile path: String) -> String {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
}

/// A line for the one who runs the program, beside the results.
func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = unsafe write(2, bytes, bytes.count)
}

/// Nanoseconds of the clock that is never set.
@inline(__always) func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}
