import Crypto
import FuzzSupport

/// The chain of a log as docs/audit.md tells it, looked at the slow way: record by record, each against the one before.
public struct ChainReference {
    /// What a line says of its place.
    public struct Link {
        public let sequence: UInt64
        public let previous: [UInt8]
        public let hash: [UInt8]
        /// Whether the hash is that of the line.
        public let isIntact: Bool
        public let isCheckpoint: Bool
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static let zero = [UInt8](repeating: UInt8(ascii: "0"), count: 64)

    /// Whether the lines are a log that nobody has touched, as far as one can tell without a key.
    public static func isWhole(_ lines: [LogLine]) -> Bool {
        var head: Link?
        var unchained: UInt64?
        for line in lines {
            guard let link = link(line.bytes) else {
                if head == nil, let number = olderRecord(line.bytes) {
                    unchained = number
                } else if line.isEnded {
                    return false
                }
                continue
            }
            guard link.isIntact else { return false }
            if let head {
                guard link.sequence == head.sequence + 1, link.previous == head.hash else { return false }
            } else {
                guard link.sequence > 1 || link.previous == zero else { return false }
                if let unchained, link.sequence != unchained + 1 || link.previous != zero { return false }
            }
            head = link
        }
        return head != nil
    }

    /// Nothing for a line that isn't sealed and numbered.
    public static func link(_ line: [UInt8]) -> Link? {
        guard line.count > 149, let (sequence, end) = number(line) else { return nil }
        let seal = Array(line.suffix(149))
        let (previous, hash) = (Array(seal[9..<73]), Array(seal[83..<147]))
        guard seal.starts(with: #","prev":""#.utf8), seal[73..<83].elementsEqual(#"","hash":""#.utf8),
            seal[147...].elementsEqual(#""}"#.utf8), isHexadecimal(previous), isHexadecimal(hash)
        else { return nil }
        let digest = SHA256.hash(data: line.dropLast(75)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return Link(
            sequence: sequence,
            previous: previous,
            hash: hash,
            isIntact: digest == hash,
            isCheckpoint: line[end...].starts(with: #","phase":"checkpoint""#.utf8)
        )
    }

    private static func isHexadecimal(_ text: [UInt8]) -> Bool {
        text.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The number behind `,"seq":`, where it stands in a record or else in the first 128 bytes, and its end.
    private static func number(_ line: [UInt8]) -> (UInt64, Int)? {
        for start in [37] + Array(1..<min(line.count, 128)) where start < line.count {
            guard line[start...].starts(with: #","seq":"#.utf8) else { continue }
            let digits = line[(start + 7)...].prefix { (0x30...0x39).contains($0) }
            guard (1...16).contains(digits.count), digits.endIndex < line.endIndex, line[digits.endIndex] == 0x2C,
                let number = UInt64(String(decoding: digits, as: UTF8.self)), number > 0
            else { continue }
            return (number, digits.endIndex)
        }
        return nil
    }

    /// The number of a record of a version that wrote no chain.
    private static func olderRecord(_ line: [UInt8]) -> UInt64? {
        guard case .object(let members)? = JSONReference.read(line), line.first == UInt8(ascii: "{") else { return nil }
        func values(_ name: String) -> [JSONValue] {
            members.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
        }
        func isText(_ value: JSONValue?) -> Bool { if case .string? = value { true } else { false } }
        guard isText(values("time").last), isText(values("phase").last), values("seq").count == 1,
            case .number(let digits) = values("seq")[0], digits.utf8.count <= 16, let number = UInt64(digits),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), (1...(1 << 53 - 1)).contains(number)
        else { return nil }
        return number
    }
}
