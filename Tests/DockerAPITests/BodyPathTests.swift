import DockerAPI
import Testing

@Suite("Paths into a body")
struct BodyPathTests {
    static let good: [(text: String, shortest: String)] = [
        ("Env", "Env"), ("HostConfig.Binds", "HostConfig.Binds"), ("A[*].B", "A[*].B"), ("A[0][1].B", "A[0][1].B"),
        (#"Labels["com.example.x"]"#, #"Labels["com.example.x"]"#), (#"["a"].b"#, "a.b"), ("[*].Name", "[*].Name"),
        (#"A["b\"c\\d"]"#, #"A["b\"c\\d"]"#), (#"A[""]"#, #"A[""]"#), ("A b", "A b"), ("A[*][*]", "A[*][*]"),
        (#"A["x"]["y"].z"#, "A.x.y.z"), ("ä.ö", "ä.ö"), ("A[007]", "A[7]"),
    ]

    @Test("are read, and written in their shortest form", arguments: good)
    func parse(_ good: (text: String, shortest: String)) throws {
        let path = try BodyPath(parsing: good.text)
        #expect(path.description == good.shortest)
        #expect(try BodyPath(parsing: path.description) == path)
    }

    static let bad: [(text: String, reason: BodyPathError.Reason, offset: Int)] = [
        ("", .empty, 0), (".", .emptyName, 0), (".a", .emptyName, 0), ("a.", .emptyName, 2), ("a..b", .emptyName, 2),
        ("a.[0]", .emptyName, 2), ("a[", .unclosedBracket, 1), ("a[*", .unclosedBracket, 1), ("a[]", .badIndex, 2),
        ("a[-1]", .badIndex, 2), ("a[x]", .badIndex, 2), ("a[1x]", .badIndex, 3), ("a[*]b", .missingDot, 4),
        (#"a["b]"#, .unclosedQuote, 2), (#"a["b"c]"#, .badIndex, 5), ("a[9999999999]", .badIndex, 2),
        (String(repeating: "a.", count: 64) + "a", .tooLong, 127),
    ]

    @Test("or refused with their place", arguments: bad)
    func refuse(_ bad: (text: String, reason: BodyPathError.Reason, offset: Int)) {
        #expect(throws: BodyPathError(bad.reason, at: bad.offset)) { try BodyPath(parsing: bad.text) }
    }

    static let body = """
        {"Env":["A=1","B=2"],"Image":"i","Tty":true,"StopTimeout":10,"Labels":{"com.example.x":"1","X":"2","x":"3","a":null},
        "hostconfig":{"mounts":[{"Type":"bind","Source":"/a"},{"Type":"tmpfs"}],"ConsoleSize":[3,4],
        "PortBindings":{"80/tcp":[{"HostPort":"1"},{"HostPort":"2"}],"81/tcp":null}},
        "other":{"Deep":[[1,[2]],{"k":3}],"ſ":"long","e":""}}
        """
    static let walks: [(path: String, values: [String])] = [
        ("Image", ["i"]), ("image", ["i"]), ("IMAGE", ["i"]), ("Env", ["A=1", "B=2"]), ("Env[*]", ["A=1", "B=2"]),
        ("Env[1]", ["B=2"]), ("Env[2]", []), ("Tty", ["true"]), ("StopTimeout", ["10"]),
        ("HostConfig.Mounts.Type", ["bind", "tmpfs"]), ("HostConfig.Mounts[*].Type", ["bind", "tmpfs"]),
        ("hostConfig.mounts[0].source", ["/a"]), ("HostConfig.Mounts[1].Source", []), ("HostConfig", []),
        ("HostConfig.ConsoleSize", ["3", "4"]), ("HostConfig.ConsoleSize[0]", ["3"]),
        (#"Labels["com.example.x"]"#, ["1"]), ("Labels.x", ["3"]), ("Labels.X", ["2"]), ("Labels.a", [""]),
        ("Labels[*]", ["1", "2", "3", ""]), ("Labels.y", []),
        ("HostConfig.PortBindings[*].HostPort", ["1", "2"]), (#"HostConfig.PortBindings["80/tcp"][1].HostPort"#, ["2"]),
        (#"HostConfig.PortBindings["80/TCP"].HostPort"#, []),
        ("other.Deep", ["1", "2"]), ("other.deep[0]", ["1", "2"]), ("other.Deep[0][1]", ["2"]), ("other.Deep.k", ["3"]),
        ("other.s", ["long"]), ("other.S", ["long"]), ("other.ſ", ["long"]), ("other.e", [""]),
        ("Image.x", []), ("Image[0]", []), ("Image[*]", []), ("nothing", []),
        ("[*]", ["A=1", "B=2", "i", "true", "10"]),
    ]

    @Test("reach every scalar", arguments: walks)
    func walk(_ walk: (path: String, values: [String])) throws {
        let call = Calls.create(Self.body)
        #expect(call.findings.isEmpty, "\(call.findings)")
        let attribute = CallAttribute.bodyPath(try BodyPath(parsing: walk.path))
        #expect(call.values(of: attribute) == walk.values)
    }

    @Test("reach nothing where there is no body")
    func none() throws {
        #expect(Calls.read("GET", "/info").values(of: .bodyPath(try BodyPath(parsing: "a"))).isEmpty)
    }
}
