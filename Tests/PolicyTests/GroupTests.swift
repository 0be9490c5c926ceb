import DockerAPI
import Testing

@testable import Policy

struct GroupTests {
    static let extra = "groups: { dev: [alice, 'b.b', 'cert.ou=Engineering'], ops: [alice, ''], none: [] }"

    private func groups(_ call: APICall) throws -> [String] {
        try policy(rule("{ method: '.*' }", extra: Self.extra)).groups(of: call)
    }

    @Test func membersAreLiteralNames() throws {
        #expect(try groups(call("GET", "/info", user: "alice")) == ["dev", "ops"])
        #expect(try groups(call("GET", "/info", user: "b.b")) == ["dev"])
        #expect(try groups(call("GET", "/info", user: "bxb")) == [])
        #expect(try groups(call("GET", "/info", user: "Alice")) == [])
        #expect(try groups(call("GET", "/info", user: "alice\0")) == [])
    }

    @Test func anEmptyNameIsTheLocalSocketOnly() throws {
        #expect(try groups(call("GET", "/info", user: "")) == ["ops"])
        #expect(try groups(call("GET", "/info", user: "", authentication: "TLS")) == [])
    }

    @Test func membersByCertificate() throws {
        var certificate = CallerCertificate()
        certificate.add("Sales", to: .ou)
        certificate.add("Engineering", to: .ou)
        #expect(try groups(call("GET", "/info", user: "eve", certificate: certificate)) == ["dev"])
        var other = CallerCertificate()
        other.add("Engineering", to: .o)
        other.add("engineering", to: .ou)
        #expect(try groups(call("GET", "/info", user: "eve", certificate: other)) == [])
    }

    @Test(arguments: [
        ("{ group: dev }", "alice", true), ("{ group: dev }", "carol", false),
        ("{ group: [none, ops] }", "alice", true),
        ("{ group: 'd.*' }", "b.b", true), ("{ group: { not: ops } }", "alice", true),
        ("{ group: { not: ops } }", "", false), ("{ group: { none: ops } }", "b.b", true),
        ("{ group: { none: ops } }", "alice", false), ("{ group: { all: 'd.*' } }", "b.b", true),
        ("{ group: { all: 'd.*' } }", "carol", false), ("{ group: { exists: false } }", "carol", true),
        ("{ group: { exists: true } }", "", true),
    ])
    func groupIsAnAttributeOfManyValues(match: String, user: String, expected: Bool) throws {
        #expect(try policy(rule(match, extra: Self.extra)).allows(call("GET", "/info", user: user)) == expected)
    }

    @Test func moreGroupsThanFitIntoOneWord() throws {
        let names = (0..<200).map { "g\($0)" }
        let extra = "groups: { \(names.map { "\($0): [u\($0.dropFirst()), all]" }.joined(separator: ", ")) }"
        let policy = try policy(rule("{ group: g131 }", extra: extra))
        #expect(policy.groups(of: call("GET", "/info", user: "all")) == names)
        #expect(policy.allows(call("GET", "/info", user: "u131")))
        #expect(policy.allows(call("GET", "/info", user: "all")))
        #expect(!policy.allows(call("GET", "/info", user: "u3")))
    }
}
