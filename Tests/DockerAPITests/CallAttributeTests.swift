import DockerAPI
import Testing

@Suite("Names of attributes")
struct CallAttributeTests {
    @Test("all that the list has can be read, and is written the same")
    func names() throws {
        for name in CallAttribute.names where !name.hasSuffix(".") {
            #expect(try CallAttribute(parsing: name).name == name)
        }
        for name in [
            "query.t", "header.X-A", "body.HostConfig.Binds", "body[*].Name", "response.header.A", "response.body.Id",
            "response.body[0]", "query.a.b", #"body.Labels["a.b"]"#,
        ] {
            #expect(try CallAttribute(parsing: name).name == name)
        }
        #expect(CallAttribute.names.contains("uses.host_mount"))
        #expect(CallAttribute.names.contains("cert.ou"))
        #expect(CallAttribute.names.contains("body."))
        #expect(Set(CallAttribute.names).count == CallAttribute.names.count)
    }

    @Test(
        "all else is refused",
        arguments: [
            "", "users", "User", "uses", "uses.", "uses.nothing", "cert.", "cert.x", "query", "query.", "header.",
            "header",
            "body.", "bodyx", "response", "response.", "response.status", "response.header", "response.bodyx", "phase",
        ]
    )
    func refused(_ name: String) {
        #expect(throws: CallAttributeError.self) { try CallAttribute(parsing: name) }
    }

    @Test("a bad path names its place in the whole name")
    func path() {
        #expect(throws: CallAttributeError.badPath(BodyPathError(.emptyName, at: 7))) {
            try CallAttribute(parsing: "body.a.")
        }
        #expect(throws: CallAttributeError.badPath(BodyPathError(.badIndex, at: 5))) {
            try CallAttribute(parsing: "body[x]")
        }
        #expect(throws: CallAttributeError.badPath(BodyPathError(.emptyName, at: 16))) {
            try CallAttribute(parsing: "response.body.a..b")
        }
    }

    @Test("which have one value, and which an answer alone has")
    func kinds() throws {
        let single = ["user", "auth", "method", "path", "uri", "version", "action", "target"]
        for name in CallAttribute.names where !name.hasSuffix(".") {
            let attribute = try CallAttribute(parsing: name)
            #expect(attribute.isSingle == single.contains(name))
            #expect(attribute.isResponseOnly == (name == "status" || name.hasPrefix("response.")))
            if attribute.isSingle { #expect(Calls.read(WireCall()).values(of: attribute).count == 1) }
        }
    }

    @Test("action and target")
    func target() {
        for (method, uri, body, action, target) in [
            ("POST", "/containers/create?name=web", "{}", "container.create", "web"),
            ("POST", "/v1.43/containers/a%2fb/start", nil, "container.start", "a/b"),
            ("POST", "/images/create?fromImage=&repo=x&fromSrc=-", nil, "image.create", "x"),
            ("POST", "/images/create?fromImage=a&fromImage=b&repo=x", nil, "image.create", "a"),
            ("POST", "/volumes/create", #"{"NAME":"v\u0031"}"#, "volume.create", "v1"),
            ("POST", "/volumes/create", #"{"Labels":{"Name":"x"}}"#, "volume.create", ""),
            ("GET", "/info", nil, "system.info", ""),
            ("DELETE", "/containers/a/checkpoints/b", nil, "checkpoint.delete", "a"),
        ] as [(String, String, String?, String, String)] {
            let call = Calls.read(method, uri, body: body)
            #expect(call["action"] == [action] && call.action == action)
            #expect(call["target"] == [target] && call.target == target)
        }
    }
}
