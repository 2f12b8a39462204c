import JSONRPC
import Records
import Testing

private func error(in text: String) -> JSONError? { error(in: [UInt8](text.utf8)) }

private func error(in bytes: [UInt8]) -> JSONError? {
    var parser = JSONParser()
    let input = InputBuffer(copying: bytes.span)
    do throws(JSONError) {
        _ = try parser.parse(input.padded)
        return nil
    } catch {
        return error
    }
}

/// The value, written again.
private func rewritten(_ text: String) throws -> String {
    var parser = JSONParser()
    let input = InputBuffer(copying: [UInt8](text.utf8).span)
    var output = OutputBuffer()
    output.append(try parser.parse(input.padded).root)
    return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
}

private func nested(_ depth: Int, _ inside: String = "") -> String {
    String(repeating: "[", count: depth) + inside + String(repeating: "]", count: depth)
}

@Suite("The JSON parser")
struct JSONParserTests {
    @Test(
        "What is JSON is accepted",
        arguments: [
            "{}", "[]", "[0]", "[-0]", "[1.5e+10]", "[1E-2]", "[9223372036854775807]",
            "[-9223372036854775808]", "[18446744073709551615]", "[0.1]", "[\"\\u0000\"]",
            "[\"\\ud83d\\ude00\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", " [ 1 , 2 ]\r\n\t",
            "[true,false,null]", "{\"\":0}", "{\"a\":{\"a\":1}}", "1", "\"x\"", "null",
            "[\"\u{7f}\u{80}\u{ffff}\u{10ffff}\"]", "[1e-400]",
        ]
    )
    func accepted(text: String) {
        #expect(error(in: text) == nil)
    }

    @Test(
        "What is not JSON is refused",
        arguments: [
            "", " ", "{", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}",
            "{1:1}",
            "{'a':1}", "[NaN]", "[Infinity]", "[nul]", "[True]", "[undefined]", "{}{}", "[] x",
            "[\"\\x41\"]", "[\"\\u12\"]", "[\"\\u12g4\"]", "[\"\t\"]", "[\"\n\"]", "[\"\u{0}\"]",
            "[\"a]", "// c\n[]", "[/**/]", "[\u{a0}1]", "[\"\\ud83d\"]", "[\"\\ude00\\ud83d\"]",
            "[\"\\ud83dx\"]", "{\"a\":1 \"b\":2}", "[1]]", "\u{feff}[]",
        ]
    )
    func refused(text: String) {
        #expect(error(in: text) != nil)
    }

    @Test(
        "Numbers are strict",
        arguments: [
            "[01]", "[-]", "[+1]", "[.5]", "[1.]", "[1e]", "[1e+]", "[--1]", "[0x10]", "[1_000]",
            "[1e400]", "[18446744073709551616]", "[-9223372036854775809]", "[-01]",
        ]
    )
    func numbers(text: String) {
        let refusal = error(in: text)
        #expect(refusal == .number || refusal == .syntax)
    }

    @Test(
        "Text that is no UTF-8 is refused",
        arguments: [
            [0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80],
            [0xe2, 0x82], [0xf8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func encoding(bytes: [UInt8]) {
        let text = [UInt8]("[\"".utf8) + bytes + [UInt8]("\"]".utf8)
        #expect(error(in: text) == .encoding)
    }

    @Test("Sixty-four levels are accepted, and one more is not, be it empty or not")
    func depth() {
        #expect(error(in: nested(64)) == nil)
        #expect(error(in: nested(64, "1")) == nil)
        #expect(error(in: nested(65)) == .depth)
        #expect(error(in: nested(65, "1")) == .depth)
        #expect(error(in: nested(64, "{}")) == .depth)
        #expect(error(in: nested(100_000)) == .depth)
        let wide = "[" + Array(repeating: nested(63), count: 50).joined(separator: ",") + "]"
        #expect(error(in: wide) == nil)
    }

    @Test("A name twice in one object is refused, however it is spelt and however large the object")
    func repeatedNames() {
        #expect(error(in: "{\"a\":1,\"a\":2}") == .repeatedName)
        #expect(error(in: "{\"a\":1,\"\\u0061\":2}") == .repeatedName)
        #expect(error(in: "[{},[{\"x\":{\"a\":[],\"b\":{},\"a\":{}}}]]") == .repeatedName)
        #expect(error(in: "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}") == nil)
        for count in [8, 9, 16, 1000, 20_000] {
            let members = (0..<count).map { "\"name\($0)\":\($0)" }
            #expect(error(in: "{" + members.joined(separator: ",") + "}") == nil, "\(count) names")
            for place in [0, count / 2, count - 1] {
                let more = members + ["\"name\(place)\":null"]
                #expect(error(in: "{" + more.joined(separator: ",") + "}") == .repeatedName)
            }
        }
    }

    @Test(
        "Values come back as they were",
        arguments: [
            "{\"a\":[1,-2,true,false,null,{}],\"b\":\"x\\\"\\\\\"}", "[18446744073709551615,0.5]",
            "[]", "{\"ə\":\"ğ\"}", "[1e+16,-0.001]",
        ]
    )
    func values(text: String) throws {
        #expect(try rewritten(text) == text)
    }

    @Test("A parser gives its memory back and goes on")
    func shrinking() throws {
        var parser = JSONParser()
        let long = InputBuffer(
            copying: [UInt8](nested(1, String(repeating: "1,", count: 99_999) + "1").utf8).span
        )
        #expect(try parser.parse(long.padded).root.childCount == 100_000)
        #expect(parser.capacity > 100_000)
        parser.shrink(to: 4096)
        #expect(parser.capacity == 4096)
        let short = InputBuffer(copying: [UInt8]("[7]".utf8).span)
        var children = try parser.parse(short.padded).root.children
        #expect(children.next()?.integer == 7)
    }
}
