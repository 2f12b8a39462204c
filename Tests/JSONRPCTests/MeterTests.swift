import JSONRPC
import Testing

@testable import JSONRPC

@Suite("A meter")
struct MeterTests {
    @Test("Every time lies in the bucket that says so, off by an eighth at most")
    func buckets() {
        var time: UInt64 = 1
        while time < 60_000_000_000 {
            let bucket = Histogram.bucket(ofNanoseconds: time)
            let longest = Histogram.nanoseconds(of: bucket)
            #expect(time <= longest)
            #expect(bucket == 0 || longest <= time + time / 8)
            #expect(bucket == 0 || Histogram.nanoseconds(of: bucket - 1) < time)
            time += 1 + time / 7
        }
        #expect(Histogram.bucket(ofNanoseconds: .max) == Histogram.bucketCount - 1)
    }

    @Test("The shares of a hundred times are those times")
    func shares() {
        var figures = MethodFigures("test")
        var buckets = [UInt64](repeating: 0, count: Histogram.bucketCount)
        for time in 1...100 {
            buckets[Histogram.bucket(ofNanoseconds: UInt64(time) * 1_000)] += 1
        }
        figures.longestNanoseconds = 100_000
        figures.read(buckets)
        #expect(figures.calls == 100)
        #expect(50_000...56_250 ~= figures.medianNanoseconds)
        #expect(90_000...100_000 ~= figures.p90Nanoseconds)
        #expect(99_000...100_000 ~= figures.p99Nanoseconds)
    }

    @Test("Answers and refusals are counted, whether they are given at once or later")
    func counts() throws {
        let talk = Talk()
        let name = "\(try #require(testMethods.names.first))"
        _ = talk.say(#"{"jsonrpc":"2.0","id":1,"method":"\#(name)","params":{"unknown":1}}"# + "\n")
        let figures = Meter.figures(of: [talk.meter, talk.meter])
        let method = try #require(figures.methods.first)
        #expect("\(method.name)" == name)
        #expect(method.calls == 2)
        #expect(method.failures == 2)
    }
}
