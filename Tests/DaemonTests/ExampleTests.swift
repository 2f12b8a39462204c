import Client
import Daemon
import JSONRPC
import SchoolAPI
import Testing
import Transport

@Suite("The protocol's examples")
struct ExampleTests {
    @Test("Every example succeeds in the demo school and answers what its method promises")
    func replay() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for message in MethodMessage.all where message.effect != .notifies {
            let reply = try connection.call("\(message.name)", [UInt8]("\(message.example)".utf8))
            let text = String(decoding: reply.json.prefix(400), as: UTF8.self)
            #expect(!reply.isError, "\(message.name) \(text)")
            let value = try #require(JSON(reply.json))
            let flaws = value.flaws(in: message.result, at: "\(message.name)")
            #expect(flaws.isEmpty, "\(text)")
        }
        try daemon.stop()
    }

    @Test("Every method is described, and every description is answered")
    func names() throws {
        let folder = try TestDaemon()
        let bound = Set(SchoolService(folder.house).methodNames)
        let described = Set(MethodMessage.all.map { "\($0.name)" })
        // Answered by the session itself.
        #expect(described.subtracting(bound) == ["$/cancelRequest"])
        #expect(bound.subtracting(described).isEmpty)
        #expect(described.count == MethodMessage.all.count)
    }

    @Test("The codes of the description are those on the wire")
    func codes() {
        for (name, code) in ErrorCodes.all {
            #expect(RPCError.Kind(rawValue: code).map { "\($0.name)" } == name)
        }
    }
}

extension JSON {
    /// Where a value is not of a shape.
    func flaws(in shape: Shape, at path: String) -> [String] {
        switch (shape, self) {
        case (.id, .integer), (.integer, .integer), (.boolean, .bool), (.text, .text),
            (.anyObject, .object), (.any, _), (.null, .null), (.nullable, .null):
            return []
        case (.date, .text(let text)): return text.utf8.count == 10 ? [] : [path]
        case (.instant, .text(let text)): return text.utf8.count == 24 ? [] : [path]
        case (.time, .text(let text)): return text.utf8.count == 5 ? [] : [path]
        case (.decimal, .text(let text)): return text.contains(".") ? [] : [path]
        case (.oneOf(let names), .text(let text)): return names.contains(text) ? [] : [path]
        case (.nullable(let shape), _), (.maybe(let shape), _): return flaws(in: shape, at: path)
        case (.array(let element), .array(let elements)):
            return elements.flatMap { $0.flaws(in: element, at: path + "[]") }
        case (.map(let value), .object(let members)):
            return members.flatMap { $0.value.flaws(in: value, at: path + "." + $0.name) }
        case (.object(let expected), .object(let members)):
            return members.flaws(in: expected.map { ("\($0)", $1) }, at: path)
        case (.named(let name), .object(let members)):
            return members.flaws(in: NamedShapes.members(of: name), at: path)
        case (.extended(let name, let more), .object(let members)):
            let all = NamedShapes.members(of: name) + more.map { ("\($0)", $1) }
            return members.flaws(in: all, at: path)
        default: return [path]
        }
    }
}

extension [JSON.Member] {
    fileprivate func flaws(in expected: [(String, Shape)], at path: String) -> [String] {
        var flaws: [String] = []
        for (name, shape) in expected {
            if let member = first(where: { $0.name == name }) {
                flaws += member.value.flaws(in: shape, at: path + "." + name)
            } else if case .maybe = shape {
                continue
            } else {
                flaws.append(path + "." + name + " is missing")
            }
        }
        let names = Set(expected.map(\.0))
        return flaws + filter { !names.contains($0.name) }.map { path + "." + $0.name + " is new" }
    }
}

extension NamedShapes {
    fileprivate static func members(of name: StaticString) -> [(String, Shape)] {
        all.first { "\($0.name)" == "\(name)" }?.members ?? []
    }
}
