import DockerAPI
import Testing

@Suite("Canonical URIs")
struct URITests {
    struct Good: Sendable, CustomStringConvertible {
        let raw: String
        let path: String
        let version: String
        let uri: String
        var description: String { raw }

        init(_ raw: String, _ path: String, _ version: String, _ uri: String) {
            (self.raw, self.path, self.version, self.uri) = (raw, path, version, uri)
        }
    }

    static let good = [
        Good("/containers/json", "/containers/json", "", "/containers/json"),
        Good("/v1.43/containers/json", "/containers/json", "1.43", "/containers/json"),
        Good("/v1.43/containers/json?", "/containers/json", "1.43", "/containers/json"),
        Good("/v01.041/info", "/info", "01.041", "/info"),
        Good("/v1.41./info", "/info", "1.41.", "/info"),
        Good("/v.../info", "/info", "...", "/info"),
        Good("/v1%2e41/info", "/info", "1.41", "/info"),
        Good("/%76%31.41/%63ontainers/json", "/containers/json", "1.41", "/containers/json"),
        Good("/v1.41%2fcontainers%2Fcreate", "/containers/create", "1.41", "/containers/create"),
        Good("/volumes%2Fcreate", "/volumes/create", "", "/volumes/create"),
        Good("http://localhost/v1.41/info", "/info", "1.41", "/info"),
        Good("https://a:b@c/v1.41/info", "/info", "1.41", "/info"),
        Good("foo+x.1-y://h:99/info", "/info", "", "/info"),
        Good("HTTP:/info", "/info", "", "/info"),
        Good("http:///info", "/info", "", "/info"),
        Good("http://a%2fb/info", "/info", "", "/info"),
        Good("/", "/", "", "/"),
        Good("/v1.41/", "/", "1.41", "/"),
        Good("/v1.41", "/v1.41", "", "/v1.41"),
        Good("/version", "/version", "", "/version"),
        Good("/v/info", "/v/info", "", "/v/info"),
        Good("/V1.41/info", "/V1.41/info", "", "/V1.41/info"),
        Good("/containers/a%2fb/json", "/containers/a/b/json", "", "/containers/a/b/json"),
        Good("/containers/a%3fb/json", "/containers/a?b/json", "", "/containers/a%3Fb/json"),
        Good("/containers/a%2561/json", "/containers/a%61/json", "", "/containers/a%2561/json"),
        Good("/containers/a+b;c=d&e/json", "/containers/a+b;c=d&e/json", "", "/containers/a+b;c=d&e/json"),
        Good("/containers/%e4%b8%ad/json", "/containers/中/json", "", "/containers/%E4%B8%AD/json"),
        Good("/containers/a%20b/json", "/containers/a b/json", "", "/containers/a%20b/json"),
        Good("/containers/.../json", "/containers/.../json", "", "/containers/.../json"),
        Good("/containers/..a/json", "/containers/..a/json", "", "/containers/..a/json"),
        Good("/networks/", "/networks/", "", "/networks/"),
        Good("/x?b=2&a=1", "/x", "", "/x?a=1&b=2"),
        Good("/x?b=2&a=2&b=1&a=1", "/x", "", "/x?a=2&a=1&b=2&b=1"),
        Good("/x?&&a=1&", "/x", "", "/x?a=1"),
        Good("/x?a", "/x", "", "/x?a="),
        Good("/x?=v", "/x", "", "/x?=v"),
        Good("/x?a=b=c", "/x", "", "/x?a=b%3Dc"),
        Good("/x?a=b?c", "/x", "", "/x?a=b%3Fc"),
        Good("/x?a=1+2%203%2B4", "/x", "", "/x?a=1%202%203%2B4"),
        Good("/x?%61ll=%31", "/x", "", "/x?all=1"),
        Good("/x?a=%26b%3d1", "/x", "", "/x?a=%26b%3D1"),
        Good("/x?a=%3B", "/x", "", "/x?a=%3B"),
        Good("/x?a=%23", "/x", "", "/x?a=%23"),
        Good("/x?A=1&a=2", "/x", "", "/x?A=1&a=2"),
        Good("/x?t=docker.io%2flibrary/a:1@b,c", "/x", "", "/x?t=docker.io/library/a:1@b,c"),
        Good("/x?a=%0a", "/x", "", "/x?a=%0A"),
        Good("/x?a=http://h/p", "/x", "", "/x?a=http://h/p"),
        Good("http://h/x?a=/v1.41/y", "/x", "", "/x?a=/v1.41/y"),
    ]

    @Test("brought to one path and query", arguments: good)
    func accepted(_ good: Good) {
        let call = Calls.read("GET", good.raw)
        #expect(!call.guards.contains(.malformedURI), "\(call.findings)")
        #expect(call.path == good.path)
        #expect(call.version == good.version)
        #expect(call.uri == good.uri)
        #expect(call["uri"] == [good.uri])
        #expect(call["path"] == [good.path])
        #expect(call["version"] == [good.version])
        #expect(call.rawURI == good.raw)
    }

    static let bad: [(raw: String, offset: Int)] = [
        ("/a b", 2), ("/a\u{0}", 2), ("/a\n", 2), ("/a\u{7F}", 2), ("/\u{E9}", 1), ("/a\tb", 2),
        ("/a#b", 2), ("/a?#b", 3), ("/a?b#%zz", 4), ("#", 0),
        ("*", 0), ("containers/json", 0), ("http:", 0), ("http:info", 0), ("http://h", 0), ("http://h?x=/a", 0),
        ("://h/info", 0), ("1http://h/info", 0), ("ht tp://h/info", 2), ("h%74tp://h/info", 0), ("?a=1", 0),
        ("mailto:a@b", 0), ("example.com:443", 0),
        ("/%", 1), ("/%z1", 1), ("/%1", 1), ("/a%2?b=1", 2), ("/a?b=%", 5), ("/a?b=%2&c=1", 5), ("/a?%zz", 3),
        ("/a%00", 2), ("/a%0a", 2), ("/a%7f", 2), ("/a?b=%00", 5), ("/a?%00=b", 3),
        ("/%ff", 0), ("/a%c3/b", 0), ("/a%ed%a0%80", 0), ("/a%c0%af", 0), ("/a?b=%ff", 5), ("/a?b=%e4%b8", 5),
        ("//a", 1), ("/a//b", 3), ("/a/%2fb", 3), ("/%2fa", 1), ("/a//", 3),
        ("/./a", 2), ("/a/./b", 4), ("/a/.", 4), ("/../a", 3), ("/a/..", 5), ("/a/../b", 5), ("/a/%2e%2E/b", 9),
        ("/v1.41/../info", 9), ("/%2e", 4), ("/a/.%2e", 7),
        ("/a?b;c", 4), ("/a?b=1;c=2", 6), ("/a?;", 3),
        ("//v1.41/info", 1), ("http://h//info", 9),
    ]

    @Test("refused with its place", arguments: bad)
    func refused(_ bad: (raw: String, offset: Int)) {
        let call = Calls.read("GET", bad.raw)
        let finding = call.findings.first { $0.guard == .malformedURI }
        #expect(finding != nil, "\(call.uri)")
        #expect(finding?.offset == bad.offset, "\(call.findings)")
        #expect(call.path.isEmpty && call.uri.isEmpty && call.version.isEmpty && call.parameters.isEmpty)
        #expect(call.action == APICall.unknownAction)
    }

    @Test("CONNECT has a path or none at all")
    func connect() {
        #expect(Calls.read("CONNECT", "h:443").guards.contains(.malformedURI))
        #expect(Calls.read("CONNECT", "http://h/info").guards.contains(.malformedURI))
        #expect(!Calls.read("CONNECT", "/info").guards.contains(.malformedURI))
    }

    @Test("the first value of a parameter comes first, names have a case")
    func parameters() {
        let call = Calls.read("POST", "/build?t=b&T=x&t=a&networkmode=host&networkmode=default")
        #expect(call["query.t"] == ["b", "a"])
        #expect(call["query.T"] == ["x"])
        #expect(call["query.networkmode"] == ["host", "default"])
        #expect(call["query.n"].isEmpty)
        #expect(call.parameters.map(\.name) == ["T", "networkmode", "networkmode", "t", "t"])
    }

    @Test("many parameters are sorted, and their values stay in order")
    func many() {
        let names = (0..<2000).map { "p\($0 * 7919 % 61)=\($0)" }
        let call = Calls.read("GET", "/info?" + names.joined(separator: "&"))
        let parameters = call.parameters
        #expect(parameters.count == 2000)
        for (left, right) in zip(parameters, parameters.dropFirst()) {
            #expect(left.name < right.name || left.name == right.name && Int(left.value) ?? 0 < Int(right.value) ?? 0)
        }
    }

    @Test("a long URI is read")
    func long() {
        let name = String(repeating: "a", count: 1_000_000)
        #expect(Calls.read("GET", "/containers/\(name)/json").target == name)
        #expect(Calls.read("GET", "/containers/json?filters=\(name)")["query.filters"] == [name])
    }

    @Test("says when the client wrote another URI")
    func rewritten() {
        #expect(!Calls.read("GET", "/v1.43/info").uriWasRewritten)
        #expect(!Calls.read("GET", "/info").uriWasRewritten)
        #expect(!Calls.read("GET", "/containers/json?all=1").uriWasRewritten)
        for raw in ["/v1%2e43/info", "http://x/info", "/containers/json?limit=1&all=1", "/inf%6f", "/a#b", "/v1.4"] {
            #expect(Calls.read("GET", raw).uriWasRewritten == (raw != "/v1.4"), "\(raw)")
        }
    }
}
