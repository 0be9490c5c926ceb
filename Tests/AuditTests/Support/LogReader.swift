import Foundation
import Testing

/// A record of a log, read by Foundation.
typealias ReadRecord = [String: any Sendable]

/// Reads a whole log strictly: each line one JSON object that Foundation takes, the last line ended too.
func readRecords(_ path: String) throws -> [ReadRecord] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try readRecords(data)
}

func readRecords(_ data: Data) throws -> [ReadRecord] {
    guard !data.isEmpty else { return [] }
    try #require(data.last == UInt8(ascii: "\n"), "the log's last line has no line feed")
    return try data.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line)) as? ReadRecord)
    }
}

func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}

extension [String: any Sendable] {
    var sequence: Int? { self["seq"] as? Int }
    var phase: String? { self["phase"] as? String }
    var reason: String? { self["reason"] as? String }
}
