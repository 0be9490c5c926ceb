import Foundation
import TestSupport

/// An HTTP answer of dockerd with all that its client sees.
struct EngineAnswer: Sendable, CustomStringConvertible {
    /// 0 where dockerd closed the connection without a word: it came upon a bug of its own.
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var description: String { "\(status) \(text.prefix(400))" }
    /// The body as JSON; null where it is none.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    /// Whether a plugin denied the call; dockerd forbids some by itself.
    var isDenial: Bool { status == 403 && message.hasPrefix("authorization denied by plugin") }
    /// Whether Go's HTTP server answered by itself: dockerd marks all that it has to do with.
    var isFromServer: Bool { headers["api-version"] == nil && headers["server"] == nil }
    /// Of an error.
    var message: String { json["message"]?.text ?? text }

    init(parsing bytes: [UInt8]) throws {
        guard !bytes.isEmpty else {
            status = 0
            headers = [:]
            body = []
            return
        }
        guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else {
            throw TestFault("not an HTTP answer: \(String(decoding: bytes, as: UTF8.self))")
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else {
            throw TestFault("not an HTTP answer: \(lines[0])")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces
            )
        }
        self.status = status
        self.headers = headers
        let rest = bytes[end.upperBound...]
        body = headers["transfer-encoding"] == "chunked" ? try Self.joined(rest) : Array(rest)
    }

    private static func joined(_ bytes: ArraySlice<UInt8>) throws -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\r")) {
            let text = String(decoding: rest[..<end], as: UTF8.self)
            guard let size = Int(text, radix: 16), rest.endIndex >= end + 2 + size else { break }
            guard size > 0 else { return body }
            body += rest[(end + 2)..<(end + 2 + size)]
            rest = rest[(end + 2 + size)...].dropFirst(2)
        }
        throw TestFault("a chunked answer that ends early")
    }
}
