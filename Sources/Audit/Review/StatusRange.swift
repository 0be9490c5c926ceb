/// HTTP statuses: `403`, `4xx` or `400-499`.
public struct StatusRange: Sendable, Equatable {
    public let range: ClosedRange<Int>

    public init?(_ text: String) {
        func number(_ text: some StringProtocol) -> Int? {
            guard text.utf8.count == 3, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text)
        }
        if let exact = number(text) {
            range = exact...exact
        } else if text.utf8.count == 3, text.lowercased().hasSuffix("xx"), let hundreds = Int(text.prefix(1)) {
            range = hundreds * 100...hundreds * 100 + 99
        } else {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let low = number(ends[0]), let high = number(ends[1]), low <= high else {
                return nil
            }
            range = low...high
        }
    }
}
