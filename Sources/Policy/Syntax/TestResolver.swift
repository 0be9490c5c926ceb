import DockerAPI
import StrictJSON

/// Looks up the names in tests: the rules they expect, and the group whose first member makes the call.
struct TestResolver {
    private let files: [RuleFileSyntax]
    private let ruleIDs: Set<String>
    private var groups: [String: [GroupSyntax.Member]] = [:]

    init(_ files: [RuleFileSyntax], ruleIDs: Set<String>) {
        self.files = files
        self.ruleIDs = ruleIDs
        for group in files.flatMap(\.groups) { groups[group.name] = group.members }
    }

    /// All tests, in the order of the files. Names that aren't there are reported.
    func tests() -> [PolicyTest] {
        files.flatMap { file in
            file.tests.map { syntax in
                for (id, node) in syntax.rules where !ruleIDs.contains(id) {
                    file.source.report(
                        .unknownRule,
                        at: node,
                        "unknown rule `\(id)`",
                        help: Suggestion.help(for: id, among: ruleIDs.sorted())
                    )
                }
                return resolved(syntax, file.source)
            }
        }
    }

    private func resolved(_ syntax: TestSyntax, _ source: SourceText) -> PolicyTest {
        var test = syntax.test
        guard let group = syntax.group else { return test }
        guard let members = groups[group.name] else {
            source.report(
                .unknownGroup,
                at: group.node,
                "unknown group `\(group.name)`",
                help: Suggestion.help(for: group.name, among: groups.keys.sorted())
            )
            return test
        }
        // Somebody with a name, if there is one: it may be asked for by `${user}`.
        let member = members.first { $0.hasName } ?? members.first
        switch member {
        case nil: test.skipReason = "the group `\(group.name)` has no member"
        case .user(let name): test.call.user = name
        case .certificate(let field, let value):
            var certificate = CallerCertificate()
            if field != .cn { certificate.add("somebody", to: .cn) }
            certificate.add(value, to: field)
            test.call.certificate = .fields(certificate)
            test.call.user = field == .cn ? value : "somebody"
        }
        if let name = test.call.user { fill(&test.call, with: name) }
        return test
    }

    /// Puts the member's name wherever the test says `${user}`.
    private func fill(_ call: inout TestCall, with name: String) {
        let mark = "${user}"
        var writer = JSONWriter()
        writer.string(name)
        // Without the quotes.
        let inBody = Array(writer.bytes.dropFirst().dropLast())
        call.body = call.body.map { Self.replacing(mark, with: inBody, in: $0) }
        call.responseBody = call.responseBody.map { Self.replacing(mark, with: inBody, in: $0) }
        let inURI = name.utf8.flatMap { byte -> [UInt8] in
            let isPlain =
                (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || "-._~".utf8.contains(byte)
            guard !isPlain else { return [byte] }
            return [UInt8(ascii: "%"), JSONWriter.hexDigit(byte >> 4), JSONWriter.hexDigit(byte & 0xF)]
        }
        call.uri = String(decoding: Self.replacing(mark, with: inURI, in: Array(call.uri.utf8)), as: UTF8.self)
        call.headers = call.headers.map { header in
            let value = Self.replacing(mark, with: Array(name.utf8), in: Array(header.value.utf8))
            return (header.name, String(decoding: value, as: UTF8.self))
        }
    }

    private static func replacing(_ mark: String, with value: [UInt8], in text: [UInt8]) -> [UInt8] {
        let mark = Array(mark.utf8)
        var result: [UInt8] = []
        var at = 0
        while at < text.count {
            if text[at] == mark[0], text[at...].starts(with: mark) {
                result += value
                at += mark.count
            } else {
                result.append(text[at])
                at += 1
            }
        }
        return result
    }
}

extension GroupSyntax.Member {
    fileprivate var hasName: Bool {
        switch self {
        case .user(let name): !name.isEmpty
        case .certificate: true
        }
    }
}
