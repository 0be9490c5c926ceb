import DockerAPI
import Testing

@Suite("Bodies that are there, hidden or out of place")
struct HeaderGuardTests {
    static let form = [
        "application/x-www-form-urlencoded", "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/x-www-form-urlencoded; a=b",
        " application/x-www-form-urlencoded", "application/x-www-form-urlencoded;charset=utf-8", "multipart/form-data",
        "multipart/form-data; boundary=x", "Multipart/Mixed", "\tmultipart/form-data",
    ]

    @Test("a form", arguments: form)
    func forms(_ type: String) {
        for uri in ["/build?t=a", "/images/create?fromImage=a", "/containers/a/rename?name=b", "/containers/create"] {
            #expect(Calls.read("POST", uri, headers: [("content-TYPE", type)]).guards.contains(.formBody))
        }
        #expect(
            Calls.read("PUT", "/containers/a/archive?path=/", headers: [("Content-Type", type)]).guards == [.formBody]
        )
        #expect(Calls.read("GET", "/info", headers: [("Content-Type", type)]).guards.isEmpty)
        #expect(Calls.read("DELETE", "/containers/a", headers: [("Content-Type", type)]).guards.isEmpty)
    }

    @Test(
        "no form",
        arguments: [
            "application/x-tar", "application/json", "text/plain", "", "x-www-form-urlencoded", "xmultipart/form-data",
        ]
    )
    func others(_ type: String) {
        #expect(Calls.read("POST", "/build?t=a", headers: [("Content-Type", type)]).guards.isEmpty)
    }

    static let required = [
        "/containers/create", "/containers/a/exec", "/exec/a/start", "/containers/a/update", "/volumes/create",
        "/networks/create", "/networks/a/connect", "/networks/a/disconnect", "/services/create", "/services/a/update",
        "/swarm/init", "/swarm/join", "/swarm/update", "/swarm/unlock", "/nodes/a/update", "/secrets/create",
        "/secrets/a/update", "/configs/create", "/configs/a/update", "/plugins/pull", "/plugins/a/set",
        "/plugins/a/upgrade", "/containers/a/checkpoints",
    ]

    @Test("a body that has to be there and isn't shown", arguments: required)
    func missing(_ uri: String) {
        for headers in [
            [], [("Content-Length", "0")], [("Content-Length", "2000000"), ("Content-Type", "application/json")],
            [("Content-Type", "application/json")], [("Content-Type", "text/plain"), ("Content-Length", "5")],
        ] {
            #expect(Calls.read("POST", uri, headers: headers).guards == [.bodyNotVisible], "\(headers)")
        }
    }

    @Test("an engine may hide the password of a login")
    func login() {
        #expect(Calls.read("POST", "/auth", headers: [("Content-Length", "50")]).findings.isEmpty)
        #expect(Calls.read(body: #"{"username":"a","Password":"b"}"#, uri: "/auth").findings.isEmpty)
        #expect(Calls.read(body: #"{"username":"a","Username":"b"}"#, uri: "/auth").guards == [.ambiguousBody])
    }

    static let hidden: [[(String, String)]] = [
        [("Content-Length", "1")], [("content-length", "1048576")], [("Content-Length", "x")], [("Content-Length", "")],
        [("Content-Type", "application/json")], [("Content-Type", "")],
        [("Content-Length", "0"), ("Content-Length", "5")],
    ]
    static let shown: [[(String, String)]] = [
        [], [("Content-Length", "0")], [("Content-Type", "application/json"), ("Content-Length", "0")],
        [("Content-Type", "text/plain"), ("Content-Length", "00")],
    ]

    @Test("a body that may be there and is hidden", arguments: hidden)
    func optionalHidden(_ headers: [(String, String)]) {
        #expect(Calls.read("POST", "/commit?container=a", headers: headers).guards == [.bodyNotVisible])
        #expect(Calls.read("POST", "/images/a/push", headers: headers).guards == [.bodyNotVisible])
    }

    @Test("a body that may be there and isn't", arguments: shown)
    func optionalAbsent(_ headers: [(String, String)]) {
        #expect(Calls.read("POST", "/commit?container=a", headers: headers).findings.isEmpty)
    }

    static let forbidden = [
        "/containers/a/start", "/containers/a/stop", "/containers/a/kill", "/containers/a/rename?name=b",
        "/containers/a/attach", "/images/a/tag?repo=b", "/images/create?fromImage=a", "/images/create?fromSrc=http://a",
        "/images/create", "/images/create?fromImage=a&fromSrc=-", "/containers/prune", "/session", "/grpc",
        "/swarm/leave", "/plugins/a/disable", "/build/prune",
    ]

    @Test("a body where none may be, and which wasn't shown", arguments: forbidden)
    func unexpected(_ uri: String) {
        for headers in Self.hidden {
            // A content type and no length: a chunked form may replace the parameters. With most calls that is what curl
            // and older Java clients send without any body.
            let hasLength = headers.contains { $0.0.lowercased() == "content-length" }
            let isNamed = ["/images/create", "/tag", "/rename"].contains { uri.contains($0) }
            let call = Calls.read("POST", uri, headers: headers)
            #expect(call.guards == (hasLength || isNamed ? [.unexpectedBody] : []), "\(headers)")
        }
        for headers in Self.shown { #expect(Calls.read("POST", uri, headers: headers).findings.isEmpty, "\(headers)") }
    }

    @Test("what Node's clients put on every POST is harmless", arguments: forbidden)
    func emptyBodies(_ uri: String) {
        for body in ["{}", "null"] { #expect(Calls.read("POST", uri, body: body).findings.isEmpty, "\(body)") }
    }

    @Test("only `start` could take a body for something")
    func shownBodies() {
        #expect(Calls.read("POST", "/containers/a/stop", body: #"{"t":5}"#).findings.isEmpty)
        #expect(Calls.read("POST", "/containers/a/start", body: #"{"Privileged":true}"#).guards == [.unexpectedBody])
        #expect(Calls.read("POST", "/containers/a/start", body: "{ }").guards == [.unexpectedBody])
        #expect(Calls.read("POST", "/v1.23/containers/a/start", body: "{}").guards == [.unexpectedBody])
        #expect(Calls.read("POST", "/containers/a/stop", body: "{,}").guards == [.malformedBody])
    }

    @Test("what curl sends with GET and DELETE is harmless, a body that isn't shown isn't")
    func get() {
        let json = [("Content-Type", "application/json")]
        #expect(Calls.read("GET", "/info", headers: json).findings.isEmpty)
        #expect(Calls.read("DELETE", "/containers/a", headers: json + [("Content-Length", "0")]).findings.isEmpty)
        #expect(Calls.read("GET", "/info", headers: json, body: "{}").findings.isEmpty)
        #expect(Calls.read("DELETE", "/containers/a", headers: [("Content-Length", "2")]).guards == [.unexpectedBody])
    }

    @Test(
        "start of an old API version has to prove that it has no body",
        arguments: ["1.23", "1.12", "1", "0.9", "1.23.9", "..."]
    )
    func oldStart(_ version: String) {
        let uri = "/v\(version)/containers/a/start"
        #expect(Calls.read("POST", uri).guards == [.unexpectedBody])
        #expect(Calls.read("POST", uri, body: #"{"Binds":["/:/h"]}"#).guards == [.unexpectedBody])
        #expect(Calls.read("POST", uri, headers: [("Content-Length", "0")]).findings.isEmpty)
    }

    @Test(
        "start of a newer API version need not",
        arguments: ["1.24", "1.43", "2", "1.024", "1.99999999999999999999999"]
    )
    func newStart(_ version: String) {
        #expect(Calls.read("POST", "/v\(version)/containers/a/start").findings.isEmpty)
        #expect(Calls.read("POST", "/containers/a/start").findings.isEmpty)
    }

    @Test("a body on start is looked into where the guard only watches")
    func legacyFacts() {
        let call = Calls.read("POST", "/v1.23/containers/a/start", body: #"{"binds":["/etc:/h"],"privileged":true}"#)
        #expect(call["uses.host_mount"] == ["/etc"])
        #expect(call["uses.privileged"] == ["true"])
        #expect(call.canonicalText == #"{"HostConfig":{"Binds":["/etc:/h"],"Privileged":true}}"#)
    }

    @Test("binary bodies are left alone")
    func binary() {
        let tar = [("Content-Type", "application/x-tar"), ("Content-Length", "10240")]
        for uri in ["/build?t=a", "/images/load", "/images/create?fromSrc=-&repo=a", "/plugins/create?name=a"] {
            #expect(Calls.read("POST", uri, headers: tar).findings.isEmpty)
            let shown = Calls.read("POST", uri, headers: [("Content-Type", "application/json")], body: "{not json")
            #expect(shown.findings.isEmpty)
            #expect(shown["body"].isEmpty)
        }
        #expect(
            Calls.read("PUT", "/containers/a/archive?path=/", headers: [("Content-Type", "text/plain")]).findings
                .isEmpty
        )
    }

    @Test("endpoints that nobody knows")
    func unknown() {
        for (method, uri) in [
            ("GET", "/libpod/info"), ("POST", "/containers/creat"), ("PATCH", "/info"), ("GET", "/containers/json/"),
            ("GET", "/v1.41/v1.41/info"), ("GET", "/"), ("POST", "/CONTAINERS/create"),
        ] {
            let call = Calls.read(method, uri)
            #expect(call.guards == [.unknownEndpoint], "\(method) \(uri) \(call.findings)")
            #expect(call.action == "unknown")
            #expect(call.target.isEmpty)
        }
    }
}
