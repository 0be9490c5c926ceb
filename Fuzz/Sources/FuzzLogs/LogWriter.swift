import StrictJSON

@testable import Audit

/// Writes the lines of a log as docs/audit.md tells their form, into memory.
public struct LogWriter {
    public private(set) var lines: [LogLine] = []
    private var previous = HexDigest.zero

    private static let time = Timestamp(microseconds: 1_790_000_000_000_000).description
    /// The log's own id, in every checkpoint.
    private static let log = String(repeating: "0f", count: 16)

    public init() {}

    /// - Parameter members: A JSON object.
    public mutating func append(_ members: [UInt8]) {
        close(opening + [UInt8(ascii: ",")] + members.dropFirst().dropLast())
    }

    public mutating func appendCheckpoint(signedBy key: SigningKey) throws {
        var line = opening
        Checkpoint.appendStatement(
            to: &line,
            log: Self.log,
            key: key.verificationKey,
            nextKey: nil,
            head: previous
        )
        let signature = try key.signature(over: Checkpoint.domain + line)
        close(line + Array(#","signature":"\#(Base64.encode(signature.span).text)""#.utf8))
    }

    private var opening: [UInt8] { Array(#"{"time":"\#(Self.time)","seq":\#(lines.count + 1)"#.utf8) }

    private mutating func close(_ text: [UInt8]) {
        var line = text
        previous = ChainSeal.close(&line, from: 0, previous: previous)
        lines.append(LogLine(line))
    }
}

extension [UInt8] {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
