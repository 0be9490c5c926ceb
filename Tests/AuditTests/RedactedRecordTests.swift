import DockerAPI
import Foundation
import Policy
import Testing

@testable import Audit

/// Records of calls with secrets in them, and what is known of such calls afterwards.
@Suite("Redacted records")
struct RedactedRecordTests {
    private let judge: Judge
    private let key = RedactionKey()

    init() throws { judge = try Judge("version: 1\nrules: [{id: all, effect: allow, match: {path: '.*'}}]") }

    private func hmac(_ text: String) -> String { key.replacement(for: Array(text.utf8).span) }

    private func record(
        _ wire: WireCall,
        _ level: AuditLevel = .metadata,
        places: [String] = [],
        patterns: [String] = []
    ) throws -> ReadRecord {
        var rules = RedactionRules()
        for place in places { #expect(rules.add(try CallAttribute(parsing: place)), "\(place)") }
        for pattern in patterns { try rules.add(pattern: pattern) }
        var reader = CallReader()
        reader.read(wire)
        var entry = AuditEntry()
        let decision = judge.policy.decide(reader.call, scratch: judge.scratch)
        let context = RecordContext(id: DecisionID(), policy: nil, microseconds: 1, level: level)
        entry.call(reader.call, decision, context, Redactor(key: key, rules: rules))
        return try entry.read()
    }

    private func create(_ body: String, _ uri: String = "/containers/create") -> WireCall {
        WireCall(
            method: "POST",
            uri: uri,
            headers: [("Content-Type", "application/json"), ("Content-Length", "\(body.utf8.count)")],
            body: Array(body.utf8)
        )
    }

    @Test("build arguments: names stay in both forms of the URI")
    func buildArguments() throws {
        let uri = "/v1.43/build?buildargs=%7B%22A%22%3A%22s3cret%22%7D&t=x&labels=%7B%22token%22%3A%22t%22%7D"
        let record = try record(WireCall(method: "POST", uri: uri))
        let arguments = "buildargs=%7B%22A%22:%22\(hmac("s3cret"))%22%7D"
        let labels = "labels=%7B%22token%22:%22\(hmac("t"))%22%7D"
        #expect(record["uri"] as? String == "/build?\(arguments)&\(labels)&t=x")
        #expect(record["raw_uri"] as? String == "/v1.43/build?\(arguments)&t=x&\(labels)")
        #expect(record["redacted"] as? [String] == ["query.buildargs", "query.labels"])
    }

    @Test(
        "other parameters",
        arguments: [
            ("/build?remote=https://u:p@h/x.git", "/build?remote=https://H@h/x.git", "u:p", "query.remote"),
            ("/commit?changes=ENV%20A=b", "/commit?changes=H", "ENV A=b", "query.changes"),
            ("/info?api_key=k", "/info?api_key=H", "k", "query.api_key"),
            ("/build?buildargs=nojson", "/build?buildargs=H", "nojson", "query.buildargs"),
            ("/x%3Fa=b", "/x%3FH", "a=b", "path"),
        ]
    )
    func parameters(uri: String, expected: String, secret: String, place: String) throws {
        let record = try record(WireCall(method: "POST", uri: uri))
        #expect(record["uri"] as? String == expected.replacing("H", with: hmac(secret)))
        #expect(record["redacted"] as? [String] == [place])
    }

    @Test(
        "switches, tags and filters without secrets stay as they are",
        arguments: [
            "/swarm/update?rotateWorkerToken=true", "/images/json?filters=%7B%22label%22:%5B%22a%3Db%22%5D%7D",
            "/build?t=a:b@c",
            "/build?buildargs=", "/images/a@sha256:00/json", "/info?token=",
        ]
    )
    func harmless(uri: String) throws {
        let record = try record(WireCall(method: "POST", uri: uri))
        if uri.contains("a:b@c") { return #expect(record["redacted"] != nil) }
        #expect(record["uri"] as? String == uri && record["redacted"] == nil)
    }

    @Test(
        "of a URI without a canonical form no value is left",
        arguments: [
            ("/v1.43/build?buildargs={\"A\":\"s3cret\"}#x", "/v1.43/build?buildargs=HMAC#HMAC"),
            ("/v1.43/build?a=s3cret;b=s3cret&c", "/v1.43/build?a=HMAC;b=HMAC&HMAC"),
            ("/v1.43/%zz/s3cret?a=1", "HMAC?a=HMAC"),
            ("x:s3cret@h/y", "HMAC"),
            ("https://u:s3cret@h//x?y", "HMAC?HMAC"),
        ]
    )
    func malformed(uri: String, expected: String) throws {
        let record = try record(WireCall(method: "POST", uri: uri))
        let raw = try #require(record["raw_uri"] as? String)
        #expect(record["uri"] as? String == "" && raw.replacing(/hmac:[0-9a-f]{32}/, with: "HMAC") == expected)
        #expect(record["redacted"] as? [String] == ["uri"])
    }

    @Test("an absolute target loses its user")
    func absolute() throws {
        let record = try record(WireCall(method: "GET", uri: "http://u:s3cret@docker/v1.43/info"))
        #expect(record["uri"] as? String == "/info")
        #expect(record["raw_uri"] as? String == "http://\(hmac("u:s3cret"))@docker/v1.43/info")
    }

    @Test("facts and targets")
    func facts() throws {
        let volume = try record(
            create(
                #"{"Name":"https://u:p@h","DriverOpts":{"type":"cifs","o":"password=x","device":"//u:q@nas/s"}}"#,
                "/volumes/create"
            )
        )
        let uses = try #require(volume["uses"] as? [String: [String]])
        #expect(uses["volume_option"]?.contains("o=\(hmac("password=x"))") == true)
        #expect(volume["target"] as? String == "https://\(hmac("u:p"))@h")
        let network = try record(create(#"{"Name":"n","Options":{"a":"b","token":"t"}}"#, "/networks/create"))
        #expect((network["uses"] as? [String: [String]])?["network_option"] == ["a=b", "token=\(hmac("t"))"])
        #expect(network["redacted"] as? [String] == ["uses.network_option"])
    }

    @Test("what an administrator names")
    func configured() throws {
        let body = #"{"Image":"x","Cmd":["AKIA1"],"HostConfig":{"Sysctls":{"a":"b"}}}"#
        let record = try record(
            create(body, "/containers/create?name=db"),
            .request,
            places: ["query.name", "body.Image", "uses.sysctl"],
            patterns: ["AKIA[0-9]+"]
        )
        #expect(record["uri"] as? String == "/containers/create?name=\(hmac("db"))")
        #expect(record["target"] as? String == hmac("db"))
        #expect((record["uses"] as? [String: [String]])?["sysctl"] == [hmac("a=b")])
        let written = try #require(record["body"] as? [String: Any])
        #expect(written["Image"] as? String == hmac("x") && written["Cmd"] as? [String] == [hmac("AKIA1")])
        #expect(
            record["redacted"] as? [String]
                == ["query.name", "target", "uses.sysctl", "body.Cmd", "body.Image"]
        )
    }

    @Test("places that no record holds are refused")
    func refused() throws {
        for name in ["user", "method", "path", "action", "cert.ou", "status", "body", "header.A"] {
            var rules = RedactionRules()
            #expect(!rules.add(try CallAttribute(parsing: name)), "\(name)")
        }
    }

    @Test("bodies by level")
    func levels() throws {
        var wire = create(#"{"Image":"x","Env":["A=b"]}"#)
        for level in AuditLevel.allCases {
            let body = try record(wire, level)["body"] as? [String: Any]
            #expect((body != nil) == (level >= .request))
            if let body { #expect(body["Env"] as? [String] == ["A=\(hmac("b"))"]) }
        }
        wire.phase = .response
        wire.setResponseBody(Array(#"{"Env":["A=b"]}"#.utf8).span)
        for level in AuditLevel.allCases {
            let record = try record(wire, level)
            #expect(record["body"] == nil && (record["response"] != nil) == (level == .response))
        }
        wire.setResponseBody(Array("a stream".utf8).span)
        let omitted = try #require(try record(wire, .response)["response_omitted"] as? [String: Any])
        #expect(omitted["reason"] as? String == "not-json" && omitted["bytes"] as? Int == 8)
        let long = create("\"\(String(repeating: "x", count: 1 << 20))\"")
        #expect((try record(long, .request)["body_omitted"] as? [String: Any])?["reason"] as? String == "too-long")
    }

    @Test(
        "what was hidden is unknown to a policy that looks at the record later",
        arguments: [
            ("query.remote: 'https://u:p@h'", "depends"), ("query.t: x", "allow"), ("query.t: y", "deny"),
            ("query.other: y", "deny"),
            ("uri: '.*u:p.*'", "depends"), ("path: /build", "allow"), ("action: build.start", "allow"),
            ("uses.image_source: url", "allow"),
        ]
    )
    func unknown(match: String, outcome: String) throws {
        let folder = try TemporaryDirectory()
        let log = try AuditLog(path: folder.file())
        var reader = CallReader()
        reader.read(WireCall(method: "POST", uri: "/build?remote=https://u:p@h&t=x"))
        var entry = AuditEntry()
        let decision = judge.policy.decide(reader.call, scratch: judge.scratch)
        entry.call(
            reader.call,
            decision,
            RecordContext(id: DecisionID(), policy: nil, microseconds: 1),
            Redactor(key: key)
        )
        try log.append(entry)
        var records = try RecordReader(folder.file())
        guard case .decision? = try records.next() else { throw POSIXError(.EINVAL) }
        var scratch = RecordScratch()
        let unknowns = records.decision.read(into: &reader, &scratch)
        let other = try Judge("version: 1\nrules: [{id: a, effect: allow, match: {\(match)}}]")
        let found = other.policy.decidePartially(reader.call, unknowns, scratch: other.scratch).outcome
        #expect("\(found)" == outcome)
    }

    @Test("every field of a record has its place in what is read of one", arguments: RecordField.allCases)
    func fields(field: RecordField) throws {
        let folder = try TemporaryDirectory()
        let value =
            switch field.kind {
            case .array: "[]"
            case .object: "{}"
            case .number: "1"
            default: field == .phase ? #""request""# : field == .decision ? #""allow""# : #""x""#
            }
        var line =
            #"{"phase":"request","user":"","method":"GET","uri":"/x","decision":"allow","\#(field.name)":\#(value)}"#
        for name in ["phase", "user", "method", "uri", "decision"] where "\(field.name)" == name {
            line = line.replacing(#/,"[a-z]+":"[^"]*"}$/#, with: "}")
        }
        try Data("\(line)\n".utf8).write(to: URL(fileURLWithPath: folder.file()))
        var records = try RecordReader(folder.file())
        guard case .decision? = try records.next() else {
            Issue.record("\(line)")
            return
        }
        #expect(records.decision.has(field))
        var fields = RecordFields()
        let isSkimmed = fields.skim(Array(line.utf8).span)
        #expect(isSkimmed && fields[field] != nil)
    }

    @Test("every name of a hidden place is understood, and an unknown one makes everything unknown")
    func places() {
        var unknowns = CallUnknowns()
        RedactedPlace.hide("findings", in: &unknowns)
        #expect(unknowns == .nothing)
        RedactedPlace.hide("uses.volume_option", in: &unknowns)
        #expect(unknowns.hiddenFacts == FactSet(.volumeOption))
        RedactedPlace.hide("path", in: &unknowns)
        #expect(unknowns.attributes.isSuperset(of: [.path, .uri, .action, .target]))
        RedactedPlace.hide("novelty.x", in: &unknowns)
        #expect(unknowns.facts == .all && unknowns.attributes.contains(.user))
    }
}
