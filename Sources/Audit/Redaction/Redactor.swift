import DockerAPI
import PCRE2

/// Replaces secrets in records, before anything is written.
///
/// Each is replaced by ``RedactionKey/replacement(for:)``, so that equal ones stay recognisable; without a key by the word
/// `redacted`. Not thread-safe: it keeps its buffers, so that a record without secrets takes no memory.
public final class Redactor: SecretMask {
    public let rules: RedactionRules
    private let key: RedactionKey?
    /// Facts whose values may have to be hidden, whatever stands in them.
    let closelyReadFacts: FactSet
    private let scratch = MatchScratch()
    private var secrets: [Range<Int>] = []
    /// Replacements under the key in this record.
    private var count = 0
    /// A pattern has failed in this record: what is left of it isn't searched, but hidden.
    private var hasFailed = false

    /// More replacements than these of one record don't tell values apart any more: each takes a microsecond, and a client
    /// can put any number of values into a body.
    static let limit = 4096
    /// What stands instead of a secret where there is no key.
    public static let keyless = "redacted"

    /// - Parameter key: The log's; without one secrets are hidden all the same.
    public init(key: RedactionKey? = nil, rules: RedactionRules = RedactionRules()) {
        self.key = key
        self.rules = rules
        closelyReadFacts = AuditEntry.closelyRead.union(rules.facts)
    }

    /// Whether a text of a record holds a replacement, so that nobody takes it for a value.
    public static func holdsReplacement(_ text: String) -> Bool {
        if text.contains(keyless) { return true }
        guard let start = text.firstRange(of: "hmac:")?.upperBound else { return false }
        return text[start...].utf8.prefix(32).count { $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6 }
            == 32
    }

    /// What is told to a client without what is secret in it: dockerd writes it into its own log.
    public func cleaned(_ text: String) -> String {
        var output: [UInt8] = []
        begin()
        return clean(text.utf8Span.span, to: &output) ? String(decoding: output, as: UTF8.self) : text
    }

    /// Before each record.
    func begin() {
        count = 0
        hasFailed = false
    }

    /// Whether any text could hold something that is hidden, and not only one that looks like it.
    var looksEverywhere: Bool { !rules.patterns.isEmpty }

    var hidesParameters: Bool { !rules.parameters.isEmpty }

    /// Whether any target could be hidden: a parameter or a member of the body can be one.
    var hidesTargets: Bool { looksEverywhere || hidesParameters || rules.hidesTarget || !rules.bodyPaths.isEmpty }

    public var bodyPaths: [BodyPath] { rules.bodyPaths }
    public var answerPaths: [BodyPath] { rules.answerPaths }

    public func hidesParameter(_ name: Span<UInt8>) -> Bool {
        rules.parameters.contains { ByteText.areEqual(name, $0.span) }
    }

    public func hide(_ secret: Span<UInt8>, to output: inout [UInt8]) {
        guard let key, count < Self.limit else {
            output.append(contentsOf: Self.keyless.utf8)
            return
        }
        count += 1
        key.appendReplacement(for: secret, to: &output)
    }

    public func clean(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        secrets.removeAll(keepingCapacity: true)
        URLSecrets.find(in: text, &secrets)
        if !hasFailed, !findPatterns(in: text) { return replace(text, to: &output) }
        guard !text.isEmpty else { return false }
        hide(text, to: &output)
        return true
    }

    /// - Returns: Whether a pattern has failed.
    private func findPatterns(in text: Span<UInt8>) -> Bool {
        for pattern in rules.patterns {
            var at = 0
            search: while at <= text.count {
                switch pattern.firstMatch(in: text, from: at, using: scratch) {
                case .notFound: break search
                case .failed:
                    hasFailed = true
                    return true
                case .found(let range):
                    if !range.isEmpty { secrets.append(range) }
                    at = max(range.upperBound, at + 1)
                    while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
                }
            }
        }
        return false
    }

    /// Appends a text with the secrets that were found in it replaced.
    private func replace(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard !secrets.isEmpty else {
            text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return false
        }
        secrets.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var end = 0
        var index = 0
        while index < secrets.count {
            var secret = secrets[index]
            index += 1
            while index < secrets.count, secrets[index].lowerBound < secret.upperBound {
                secret = secret.lowerBound..<max(secret.upperBound, secrets[index].upperBound)
                index += 1
            }
            text.extracting(end..<secret.lowerBound).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            hide(text.extracting(secret), to: &output)
            end = secret.upperBound
        }
        text.extracting(end..<text.count).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        return true
    }
}
