import Foundation
import TestSupport

/// What came back for a raw call.
struct RawAnswer: Sendable, CustomStringConvertible {
    let status: Int
    let body: String

    var description: String { "\(status) \(body)" }

    init(parsing bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        // "\r\n" is one Character.
        let lines = text.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { throw TestFault("not an HTTP answer: \(text)") }
        self.status = status
        body = text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    }
}
