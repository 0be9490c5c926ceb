import Foundation
import TestSupport

/// What the plugin answered, as dockerd would take it.
struct PluginAnswer: Sendable, CustomStringConvertible {
    private struct Body: Decodable {
        let Allow: Bool?
        let Msg: String?
        let Err: String?
    }

    let status: Int
    let text: String
    let allow: Bool?
    /// What the client of the Engine API is told: of a denial, or of an error.
    let message: String

    var description: String { "\(status) \(text)" }

    /// The first answer in what came, and how many bytes it is; nothing when it isn't whole yet.
    static func read(_ bytes: [UInt8]) throws -> (PluginAnswer, Int)? {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw TestFault("this is no answer: \(lines[0])")
        }
        if status == 100 {
            return try read(Array(bytes[head.upperBound...])).map { ($0.0, $0.1 + head.upperBound) }
        }
        let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
        guard let value = field?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces),
            let length = Int(value)
        else { throw TestFault("an answer without a length: \(lines)") }
        guard bytes.count >= head.upperBound + length else { return nil }
        let body = bytes[head.upperBound..<head.upperBound + length]
        return (try PluginAnswer(status, Data(body)), head.upperBound + length)
    }

    private init(_ status: Int, _ body: Data) throws {
        self.status = status
        text = String(decoding: body, as: UTF8.self)
        let decoded = try JSONDecoder().decode(Body.self, from: body)
        allow = decoded.Allow
        message = decoded.Msg ?? decoded.Err ?? ""
    }
}
