import Foundation

/// HTTP answers, taken apart strictly: what the server writes has to be whole.
struct Answer: Equatable {
    var status: Int
    var fields: [String: String]
    var body: String

    struct Broken: Error { var text: String }

    /// - Parameter toHead: The answers have no bodies, whatever their length says.
    static func parse(_ bytes: [UInt8], toHead: Bool = false) throws -> [Answer] {
        var answers: [Answer] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let answer = try parseOne(&rest, toHead) else {
                throw Broken(text: String(decoding: rest, as: UTF8.self))
            }
            answers.append(answer)
        }
        return answers
    }

    /// - Returns: Nothing when the answer is not whole yet.
    static func parseOne(_ bytes: inout ArraySlice<UInt8>, _ toHead: Bool = false) throws -> Answer? {
        guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes.prefix(end.lowerBound), as: UTF8.self).components(separatedBy: "\r\n")
        let words = head[0].split(separator: " ")
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { throw Broken(text: head[0]) }
        var fields: [String: String] = [:]
        for line in head.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Broken(text: line) }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            fields[line[..<colon].lowercased()] = value
        }
        var length = 0
        if status >= 200 {
            guard let text = fields["content-length"], let number = Int(text) else { throw Broken(text: "no length") }
            length = toHead ? 0 : number
        }
        guard bytes.count >= end.upperBound + length else { return nil }
        let body = bytes.dropFirst(end.upperBound).prefix(length)
        bytes = bytes.dropFirst(end.upperBound + length)
        return Answer(status: status, fields: fields, body: String(decoding: body, as: UTF8.self))
    }
}
