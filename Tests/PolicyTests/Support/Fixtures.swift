import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// The policy of one rule file that has to be fine.
func policy(_ text: String, name: String = "test.yaml") throws -> Policy {
    try policy([RuleFile(name: name, text: text)])
}

func policy(_ files: [RuleFile]) throws -> Policy {
    let result = Policy.compile(files)
    let report = result.diagnostics.map(\.description).joined(separator: "\n")
    return try #require(result.policy, "\(report)")
}

/// What is wrong with one rule file.
func diagnostics(_ text: String) -> [Diagnostic] {
    Policy.compile([RuleFile(name: "test.yaml", text: text)]).diagnostics
}

/// A rule file with one rule whose `match` is given in flow style.
func rule(_ match: String, effect: String = "allow", id: String = "r", extra: String = "") -> String {
    "version: 1\n\(extra)\nrules:\n  - id: \(id)\n    effect: \(effect)\n    match: \(match)\n"
}

/// A call that was read as a client sent it.
func call(
    _ method: String,
    _ uri: String,
    user: String = "alice",
    body: String? = nil,
    headers: [(String, String)] = [],
    authentication: String? = nil,
    certificate: CallerCertificate? = nil
) -> APICall {
    let wire = WireCall(
        method: method,
        uri: uri,
        headers: headers + (body == nil ? [] : [("Content-Type", "application/json")]),
        body: body.map { Array($0.utf8) },
        user: user,
        authentication: authentication ?? (user.isEmpty ? "" : "TLS"),
        certificates: certificate == nil ? [] : ["-"]
    )
    var reader = CallReader(options: ReaderOptions(readCertificate: { _ in certificate }))
    reader.read(wire)
    return reader.call
}

/// Every byte as `%XX`.
func percentEncoded(_ text: String) -> String {
    text.utf8.map { "%" + String(UInt16($0) | 0x100, radix: 16).suffix(2) }.joined()
}

extension Policy {
    func decide(_ call: APICall, guards: GuardModes = .enforced) -> Decision {
        decide(call, guards: guards, scratch: MatchScratch())
    }

    func explain(_ call: APICall, guards: GuardModes = .enforced) -> Explanation {
        explain(call, guards: guards, scratch: MatchScratch())
    }

    /// Whether the call is allowed.
    func allows(_ call: APICall) -> Bool { decide(call).allowed }
}

extension Decision {
    var ruleIDs: [String] { rules.map(\.id) }
}

enum Folders {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let fixtures = tests.appending(path: "Fixtures")
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    static let policies = root.appending(path: "policies")
    static let docs = root.appending(path: "docs")
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try set(mode: 0o755)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    func set(mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }
}
