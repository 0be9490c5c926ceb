import Foundation

/// What a sink's message says, taken out of its frame.
struct SinkLine {
    let json: String
    let seq: Int?
    let phase: String
    let reason: String?
    let lost: Int?
    let firstSeq: Int?
    let lastSeq: Int?

    /// - Parameter message: With anything in front of the record.
    init?(_ message: String) {
        guard let start = message.range(of: "{\"time\":") else { return nil }
        json = message[start.lowerBound...].trimmingCharacters(in: .newlines)
        guard let members = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
            return nil
        }
        seq = members["seq"] as? Int
        phase = members["phase"] as? String ?? ""
        reason = members["reason"] as? String
        lost = members["lost"] as? Int
        firstSeq = members["first_seq"] as? Int
        lastSeq = members["last_seq"] as? Int
    }
}
