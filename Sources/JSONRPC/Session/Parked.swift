/// Messages that wait for the writes in front of them, copied out of the input.
struct Parked: ~Copyable {
    let text: InputBuffer
    let ranges: [Range<Int>]
    let place: ReplyPlace
    var next = 0

    /// Nothing.
    init() {
        text = InputBuffer()
        ranges = []
        place = ReplyPlace(framing: .contentLength, frame: 0, batch: nil)
    }

    init(_ text: Span<UInt8>, _ ranges: [Range<Int>], _ place: ReplyPlace) {
        self.text = InputBuffer(copying: text)
        self.ranges = ranges
        self.place = place
    }

    var isEmpty: Bool { next == ranges.count }
}
