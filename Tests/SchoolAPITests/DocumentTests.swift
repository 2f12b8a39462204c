import Foundation
import SchoolAPI
import Testing

@Suite("The description of the protocol")
struct DocumentTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("Protocol/openrpc.json is what the messages say; tools/protocol writes it anew")
    func golden() throws {
        let file = root.appending(path: "Protocol/openrpc.json")
        let page = OpenRPC.page(version: Version.daemon)
        if ProcessInfo.processInfo.environment["LMS_WRITE_PROTOCOL"] != nil {
            try Data(page).write(to: file)
        }
        #expect(try Data(contentsOf: file) == Data(page))
    }

    @Test("It is JSON, whole and laid out alike")
    func json() throws {
        let short = try JSONSerialization.jsonObject(with: Data(OpenRPC.document(version: "1")))
        let page = try JSONSerialization.jsonObject(with: Data(OpenRPC.page(version: "1")))
        #expect((short as? NSDictionary) == (page as? NSDictionary))
    }

    @Test("S1-20: the teams of students are said to be deprecated, and nothing else is")
    func deprecated() throws {
        let page = try JSONSerialization.jsonObject(with: Data(OpenRPC.document(version: "1")))
        let methods = (page as? [String: Any])?["methods"] as? [[String: Any]] ?? []
        let parameters = methods.flatMap { $0["params"] as? [[String: Any]] ?? [] }
        let names = parameters.filter { $0["deprecated"] as? Bool == true }
            .compactMap { $0["name"] as? String }
        #expect(Set(names) == ["teamId", "teamName", "teamNumber"])
        let others = parameters.filter { $0["deprecated"] == nil }
            .compactMap { $0["name"] as? String }
        #expect(!others.contains { $0.hasPrefix("team") })
    }

    @Test("Names are unique, read as subject and verb, and have positions for their parameters")
    func names() {
        var seen: Set<String> = []
        for message in MethodMessage.all {
            #expect(seen.insert("\(message.name)").inserted)
            #expect(!"\(message.summary)".isEmpty)
            #expect(Set(message.parameterNames.map { "\($0)" }).count == message.parameters.count)
        }
    }
}
