import Client
import Daemon
import Records
import Testing

/// Exports and imports of whole stores, over the wire as `lmsq` makes them.
extension Connection {
    /// All pages behind one another.
    func exported(_ params: String = "\"limit\":50") throws -> String {
        var page = try result("admin/export", "{\(params)}")
        var text = page["text"]?.string ?? ""
        while let cursor = page["nextCursor"]?.string {
            page = try result("admin/export", "{\"cursor\":\"\(cursor)\",\"limit\":700}")
            text += page["text"]?.string ?? ""
        }
        return text
    }

    /// Sends a text in pieces; what was made of it.
    func imported(_ text: String, _ more: String = "") throws -> JSON {
        let begin = try result("import/begin", "{\"kind\":\"store\"\(more)}")
        let id = try #require(begin["importId"]?.int)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            var size = min(60_001, rest.count)
            // A message holds whole characters.
            while size < rest.count, rest[rest.startIndex + size] & 0xc0 == 0x80 { size += 1 }
            let piece = JSON.text(String(decoding: rest.prefix(size), as: UTF8.self)).line
            rest = rest.dropFirst(size)
            _ = try result("import/rows", "{\"importId\":\(id),\"text\":\(piece)}")
        }
        return try result("import/finish", "{\"importId\":\(id)}")
    }

    /// Sends a text in one message that must be refused.
    func refusal(_ text: String, _ more: String = "") throws -> JSON {
        try error("admin/import", "{\"text\":\(JSON.text(text).line)\(more)}")
    }

    /// The hash of every entity.
    func checksums() throws -> JSON { try result("admin/checksum") }
}

/// The five counts of a report.
func counts(_ report: JSON) -> [Int64?] {
    ["created", "updated", "unchanged", "skipped", "failed"].map { report[$0]?.int }
}

/// Lines between a first one and a last one that are true.
func sealed(_ rows: [String], lastIDs: String = "", isComplete: Bool = false) -> String {
    var counts: [String: Int] = [:]
    for row in rows { counts[String(row.dropFirst(2).prefix { $0 != "\"" }), default: 0] += 1 }
    let told = counts.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
    let heading =
        "{\"export\":{\"format\":1,\"schema\":\"\",\"complete\":\(isComplete),\"sequence\":0,"
        + "\"rows\":{\(told)},\"lastIds\":{\(lastIDs)}}}"
    let text = ([heading] + rows).map { $0 + "\n" }.joined()
    let sum = String(Array(text.utf8).rawSpan.crc32c, radix: 16)
    return text + "{\"end\":{\"lines\":\(rows.count + 1),\"crc32c\":\"\(sum)\"}}\n"
}
