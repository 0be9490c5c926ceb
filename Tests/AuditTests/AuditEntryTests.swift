import DockerAPI
import Foundation
import Policy
import Testing

@testable import Audit

@Suite("Records of calls")
struct AuditEntryTests {
    private let judge: Judge

    init() throws {
        judge = try Judge()
    }

    @Test("an allowed call: every field, in its place")
    func allowed() throws {
        let wire = WireCall(method: "GET", uri: "/v1.43/containers/json?all=1", user: "alice", authentication: "TLS")
        let stamp = PolicyStamp(revision: 3, sha256: "ab12")
        let entry = judge.record(wire, stamp: stamp)
        #expect(
            entry.text
                == #"{"id":"0000000000000abc","phase":"request","user":"alice","auth":"TLS","groups":["developers","admins"],"#
                + #""method":"GET","uri":"/containers/json?all=1","raw_uri":"/v1.43/containers/json?all=1","#
                + #""action":"container.list","decision":"allow","rules":["dev.use"],"reason":"allowed-by-rule","#
                + #""policy":{"revision":3,"sha256":"ab12"},"took_us":7}"#
        )
    }

    @Test("a denied call names the rule that denied, not those that would have allowed")
    func denied() throws {
        let body = Array(#"{"Image":"x","HostConfig":{"Privileged":true}}"#.utf8)
        let wire = WireCall(
            method: "POST",
            uri: "/v1.43/containers/create?name=db",
            headers: [("Content-Type", "application/json")],
            body: body,
            user: "bob",
            authentication: "TLS"
        )
        let record = try judge.record(wire).read()
        #expect(record["decision"] as? String == "deny")
        #expect(record["rules"] as? [String] == ["host.none"])
        #expect(record["reason"] as? String == "denied-by-rule")
        #expect(record["action"] as? String == "container.create")
        #expect(record["would"] == nil && record["findings"] == nil && record["status"] == nil)
    }

    @Test("on the local socket there is no user, and no rule decides")
    func local() throws {
        let record = try judge.record(WireCall(method: "GET", uri: "/info")).read()
        #expect(record["user"] as? String == "")
        #expect(record["auth"] as? String == "")
        #expect(record["groups"] == nil)
        #expect(record["raw_uri"] == nil)
        #expect(record["rules"] as? [String] == [])
        #expect(record["reason"] as? String == "no-rule-matched")
    }

    @Test("what the call is about")
    func target() throws {
        let wire = WireCall(method: "DELETE", uri: "/v1.43/containers/web%2D1?force=1", user: "bob")
        let record = try judge.record(wire).read()
        #expect(record["target"] as? String == "web-1")
        #expect(record["uri"] as? String == "/containers/web-1?force=1")
        #expect(record["raw_uri"] as? String == "/v1.43/containers/web%2D1?force=1")
    }

    @Test("rules in monitor mode: what they would have said")
    func monitored() throws {
        let images = try judge.record(WireCall(method: "GET", uri: "/images/json", user: "alice")).read()
        #expect(images["decision"] as? String == "allow")
        let denial = try #require(images["would"] as? [String: any Sendable])
        #expect(denial["decision"] as? String == "deny")
        #expect(denial["deny"] as? [String] == ["trial.images"])
        #expect(denial["allow"] == nil)

        let carol = try judge.record(WireCall(method: "GET", uri: "/info", user: "carol")).read()
        #expect(carol["decision"] as? String == "deny")
        let allowance = try #require(carol["would"] as? [String: any Sendable])
        #expect(allowance["decision"] as? String == "allow")
        #expect(allowance["allow"] as? [String] == ["trial.carol"])
    }

    @Test("the response phase: the engine's status, and the same id")
    func response() throws {
        var wire = WireCall(method: "POST", uri: "/v1.43/containers/web/start", user: "alice")
        wire.phase = .response
        wire.status = 204
        let record = try judge.record(wire, id: DecisionID(value: 0x7f3a)).read()
        #expect(record["phase"] as? String == "response")
        #expect(record["status"] as? Int == 204)
        #expect(record["id"] as? String == "0000000000007f3a")
    }

    @Test("a call that can't be read is recorded with what is known of it")
    func malformed() throws {
        var wire = WireCall()
        wire.markMalformed("the call is not JSON: the text is empty, at byte 0")
        let empty = try judge.record(wire).read()
        #expect(empty["reason"] as? String == "malformed-call")
        #expect(empty["decision"] as? String == "deny")
        #expect(empty["method"] as? String == "" && empty["uri"] as? String == "")
        #expect((empty["findings"] as? [String])?.first?.contains("the text is empty") ?? false)

        var half = WireCall(method: "POST", uri: "/v1.43/containers/create", user: "mallory")
        half.setBody(base64: Array("!!!".utf8).span)
        let known = try judge.record(half).read()
        #expect(known["reason"] as? String == "malformed-call")
        #expect(known["user"] as? String == "mallory")
        #expect(known["action"] as? String == "container.create")
    }

    @Test("a URI that has no canonical form is kept as it was written, but for what could be secret")
    func malformedURI() throws {
        let record = try judge.record(WireCall(method: "POST", uri: "/v1.43/services/create?#%zz", user: "bob")).read()
        #expect(record["reason"] as? String == "malformed-uri")
        #expect(record["uri"] as? String == "")
        #expect(record["raw_uri"] as? String == "/v1.43/services/create?#redacted")
    }

    @Test("the certificate is told by fingerprint and serial, never by its text")
    func certificate() throws {
        var fields = CallerCertificate()
        fields.add("3f00", to: .serial)
        fields.add("d00d", to: .fingerprint)
        fields.add("Engineering", to: .ou)
        let certificate = fields
        let wire = WireCall(
            method: "GET",
            uri: "/info",
            user: "alice",
            authentication: "TLS",
            certificates: ["PEM TEXT"]
        )
        let entry = judge.record(wire, options: ReaderOptions(readCertificate: { _ in certificate }))
        #expect(entry.text.contains(#""cert":{"fingerprint":"d00d","serial":"3f00"}"#))
        #expect(!entry.text.contains("PEM TEXT") && !entry.text.contains("Engineering"))
    }

    @Test("nothing of a body, a header or an answer is written")
    func noContents() throws {
        let canary = "c4n4ry"
        let body =
            #"{"Image":"x","Cmd":["\#(canary)"],"Env":["PASSWORD=\#(canary)"],"Labels":{"k":"\#(canary)"},"#
            + #""HostConfig":{"Mounts":[{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"local","Options":"#
            + #"{"o":"password=\#(canary)"}}}}]}}"#
        var wire = WireCall(
            method: "POST",
            uri: "/v1.43/containers/create",
            headers: [("X-Registry-Auth", canary)],
            body: Array(body.utf8),
            user: "alice"
        )
        #expect(!judge.record(wire).text.contains(canary))
        wire.phase = .response
        wire.setResponseBody(Array(#"{"Id":"\#(canary)"}"#.utf8).span)
        wire.addResponseHeader(name: Array("X".utf8).span, value: Array(canary.utf8).span)
        #expect(!judge.record(wire).text.contains(canary))
    }

    @Test("what the call would give its caller, prepared or not", arguments: [true, false])
    func facts(isPrepared: Bool) throws {
        let body =
            #"{"Image":"x","Env":["A=b"],"Labels":{"k":"v"},"HostConfig":{"Privileged":true,"Binds":["/etc:/e"],"#
            + #""Mounts":[{"Type":"volume","Source":"v","Target":"/v","VolumeOptions":{"DriverConfig":{"Name":"local","#
            + #""Options":{"type":"cifs","o":"username=u,password=p","device":"//nas/share"}}}}]}}"#
        let wire = WireCall(
            method: "POST",
            uri: "/containers/create",
            headers: [("Content-Type", "application/json")],
            body: Array(body.utf8)
        )
        var needs = CallNeeds.nothing
        if isPrepared { AuditEntry.insertNeeds(into: &needs) }
        let entry = judge.record(wire, needs: needs)
        let uses = try #require(try entry.read()["uses"] as? [String: [String]])
        #expect(uses["privileged"] == ["true"])
        #expect(uses["host_mount"]?.contains("/etc") ?? false)
        #expect(uses["image"] == ["docker.io/library/x:latest"])
        #expect(uses["env"] == nil && uses["label"] == nil)
        let options = try #require(uses["volume_option"])
        #expect(options == ["type=redacted", "o=redacted", "device=redacted"])
        #expect(!entry.text.contains("password=p"))
    }

    @Test("one value serves many records, none leaves anything for the next")
    func reused() throws {
        var reader = CallReader()
        var entry = AuditEntry()
        let decision = Decision.refused(.noPolicy, message: "x")
        func write(_ wire: WireCall) -> String {
            reader.read(wire)
            entry.call(
                reader.call,
                decision,
                RecordContext(id: DecisionID(value: 1), policy: nil, microseconds: 1),
                Redactor()
            )
            return entry.text
        }
        let short = WireCall(method: "GET", uri: "/info", user: "a")
        let long = WireCall(method: "GET", uri: "/info?" + String(repeating: "x", count: 2 << 20), user: "b")
        let first = write(short)
        #expect(write(long).utf8.count > 2 << 20)
        #expect(write(short) == first)
        #expect(first.contains(#""reason":"no-policy""#))
    }
}
