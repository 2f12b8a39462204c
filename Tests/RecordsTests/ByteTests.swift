import CChecksum
import Records
import TestSupport
import Testing

@Suite("Bytes of a value")
struct ByteTests {
    @Test(
        "A varint has seven bits a byte, low bits first",
        arguments: [
            (0, "00"), (127, "7f"), (128, "80 01"), (1_000_001, "c1 84 3d"),
            (UInt64.max, "ff ff ff ff ff ff ff ff ff 01"),
        ] as [(UInt64, String)]
    )
    func varint(number: UInt64, expected: String) throws {
        var writer = ByteWriter()
        writer.varint(number)
        let written = writer.array
        #expect(hex(written) == hex(bytes(expected)))
        var reader = ByteReader(written.rawSpan)
        let back = try reader.varint()
        #expect(back == number)
    }

    @Test(
        "A varint that no number has is refused",
        arguments: [
            "ff ff ff ff ff ff ff ff ff 02", "80 80 80 80 80 80 80 80 80 80 01",
            "ff ff ff ff ff ff ff ff ff 7f",
        ]
    )
    func tooLargeVarint(hex: String) {
        let bytes = bytes(hex)
        #expect(throws: RecordError.numberOutOfRange) {
            var reader = ByteReader(bytes.rawSpan)
            _ = try reader.varint()
        }
    }

    @Test(
        "A signed number is zig-zag",
        arguments: [
            (0, "00"), (-1, "01"), (1, "02"), (-64, "7f"), (64, "80 01"),
            (.min, "ff ff ff ff ff ff ff ff ff 01"), (.max, "fe ff ff ff ff ff ff ff ff 01"),
        ] as [(Int64, String)]
    )
    func signed(number: Int64, expected: String) throws {
        var writer = ByteWriter()
        writer.signed(number)
        let written = writer.array
        #expect(hex(written) == hex(bytes(expected)))
        var reader = ByteReader(written.rawSpan)
        let back = try reader.signed()
        #expect(back == number)
    }

    @Test("Any numbers written are read back, and nothing is left", arguments: SplitMix64.seeds)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let number = random.number()
            var writer = ByteWriter()
            writer.varint(number)
            writer.signed(Int64(bitPattern: ~number))
            writer.integer(UInt16(truncatingIfNeeded: number))
            writer.integer(Int64(bitPattern: number))
            writer.byte(7)
            let written = writer.array
            var reader = ByteReader(written.rawSpan)
            let varint = try reader.varint()
            let signed = try reader.signed()
            let short = try reader.integer(as: UInt16.self)
            let long = try reader.integer(as: Int64.self)
            let byte = try reader.byte()
            let remaining = reader.remaining
            #expect(varint == number && UInt64(bitPattern: signed) == ~number)
            #expect(
                short == UInt16(truncatingIfNeeded: number) && UInt64(bitPattern: long) == number
            )
            #expect(byte == 7 && remaining == 0)
        }
    }

    @Test("A patch replaces exactly its own bytes, little-endian")
    func patch() {
        var writer = ByteWriter()
        writer.append([1, 2, 3, 4, 5, 6])
        writer.patch(0x1122 as UInt16, at: 1)
        writer.patch(-2 as Int8, at: 5)
        let patched = writer.array
        #expect(hex(patched) == "0122110405fe")
    }

    @Test("A writer is cut and used again")
    func truncate() {
        var writer = ByteWriter()
        writer.append([1, 2, 3])
        writer.truncate(to: 1)
        writer.integer(0x0203 as UInt32)
        let cut = writer.array
        #expect(hex(cut) == "0103020000")
        writer.removeAll()
        let count = writer.count
        #expect(count == 0)
    }

    @Test("A reader ends with its bytes, and a column with its own")
    func ends() throws {
        let bytes: [UInt8] = [1, 2, 3]
        var reader = ByteReader(bytes.rawSpan)
        var column = try reader.reader(2)
        let second = column[1]
        let first = try column.byte()
        let rest = array(reader.rest)
        #expect(first == 1 && second == 2 && rest == [3])
        #expect(throws: RecordError.truncated) {
            var reader = ByteReader(bytes.rawSpan)
            _ = try reader.integer(as: UInt32.self)
        }
        #expect(throws: RecordError.truncated) {
            var reader = ByteReader(bytes.rawSpan)
            _ = try reader.bytes(4)
        }
        #expect(throws: RecordError.truncated) {
            var reader = ByteReader(bytes.rawSpan)
            _ = try reader.reader(-1)
        }
    }

    @Test("A reader of no bytes has none")
    func empty() {
        let none: [UInt8] = []
        let remaining = ByteReader(none.rawSpan).remaining
        #expect(remaining == 0)
        #expect(throws: RecordError.truncated) {
            var reader = ByteReader(none.rawSpan)
            _ = try reader.byte()
        }
    }
}

@Suite("Checksums")
struct ChecksumTests {
    @Test("CRC-32C of the digits is e3069283")
    func known() {
        let digits = Array("123456789".utf8)
        #expect(digits.rawSpan.crc32c == 0xe306_9283)
        #expect(unsafe checksum_crc32c_portable(digits, digits.count) == 0xe306_9283)
        let nothing: [UInt8] = []
        #expect(nothing.rawSpan.crc32c == 0)
    }

    @Test(
        "The processor and the table agree, and cutting changes nothing",
        arguments: SplitMix64.seeds
    )
    func agreement(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for count in 0..<200 {
            let bytes = random.bytes(count)
            let cut = Int.random(in: 0...count, using: &random)
            let (key, content) = (Array(bytes[..<cut]), Array(bytes[cut...]))
            let whole = bytes.rawSpan.crc32c
            #expect(unsafe whole == checksum_crc32c_portable(bytes, count))
            #expect(whole == valueChecksum(key: key.rawSpan, content: content.rawSpan))
        }
    }

    @Test("A checksum of pieces is that of the whole", arguments: SplitMix64.seeds)
    func runningChecksum(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (whole, running) = ([UInt8](), RunningChecksum())
        for _ in 0..<20 {
            let count = Int(random.next() % 40)
            let piece = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            whole += piece
            running.add(piece.rawSpan)
            #expect(running.crc32c == whole.rawSpan.crc32c)
        }
    }

    @Test("A value is its checksum, then its content")
    func value() throws {
        let (key, value) = (Array("1234".utf8), bytes("83 92 06 e3") + Array("56789".utf8))
        let content = array(
            try verifiedContent(key: key.rawSpan, value: value.rawSpan)
        )
        #expect(content == Array("56789".utf8))
    }

    @Test("A flipped bit in key or value is found", arguments: SplitMix64.seeds)
    func flippedBit(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (key, value) = (Array("1234".utf8), bytes("83 92 06 e3") + Array("56789".utf8))
        for _ in 0..<200 {
            var both = key + value
            both[Int.random(in: 0..<both.count, using: &random)] ^= 1 << UInt8(random.next() % 8)
            let (damagedKey, damagedValue) = (Array(both[..<4]), Array(both[4...]))
            #expect(throws: RecordError.checksumMismatch) {
                _ = try verifiedContent(
                    key: damagedKey.rawSpan,
                    value: damagedValue.rawSpan
                )
            }
        }
    }

    @Test("A value too short for a checksum is refused")
    func short() {
        let value: [UInt8] = [1, 2, 3]
        #expect(throws: RecordError.truncated) {
            _ = try verifiedContent(key: value.rawSpan, value: value.rawSpan)
        }
    }
}
