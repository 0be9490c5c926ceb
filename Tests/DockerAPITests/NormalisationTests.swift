import Testing

@testable import DockerAPI

@Suite("Normal forms")
struct NormalisationTests {
    /// From the tests of Go's `path.Clean`.
    static let paths: [(path: String, clean: String)] = [
        ("", "."), ("abc", "abc"), ("abc/def", "abc/def"), ("a/b/c", "a/b/c"), (".", "."), ("..", ".."),
        ("../..", "../.."),
        ("../../abc", "../../abc"), ("/abc", "/abc"), ("/", "/"), ("abc/", "abc"), ("abc/def/", "abc/def"), ("./", "."),
        ("../", ".."), ("../../", "../.."), ("/abc/", "/abc"), ("abc//def//ghi", "abc/def/ghi"), ("//abc", "/abc"),
        ("///abc", "/abc"), ("//abc//", "/abc"), ("abc//", "abc"), ("abc/./def", "abc/def"), ("/./abc/def", "/abc/def"),
        ("abc/.", "abc"), ("abc/def/ghi/../jkl", "abc/def/jkl"), ("abc/def/../ghi/../jkl", "abc/jkl"),
        ("abc/def/..", "abc"),
        ("abc/def/../..", "."), ("/abc/def/../..", "/"), ("abc/def/../../..", ".."), ("/abc/def/../../..", "/"),
        ("abc/def/../../../ghi/jkl/../../../mno", "../../mno"), ("abc/./../def", "def"), ("abc//./../def", "def"),
        ("abc/../../././../def", "../../def"),
    ]

    @Test("paths", arguments: paths)
    func cleanPath(_ path: (path: String, clean: String)) {
        var output: [UInt8] = [1, 2]
        CleanPath.append(Array(path.path.utf8)[...], isRooted: false, to: &output)
        #expect(String(decoding: output.dropFirst(2), as: UTF8.self) == path.clean)
        output = []
        CleanPath.append(output[...] + Array(path.path.utf8), isRooted: true, to: &output)
        let rooted = String(decoding: output, as: UTF8.self)
        #expect(rooted.hasPrefix("/") && !rooted.contains("//") && !(rooted + "/").contains("/../"))
    }

    @Test(
        "addresses",
        arguments: [
            ("", "0.0.0.0"), ("127.0.0.1", "127.0.0.1"), ("::", "[::]"), ("::1", "[::1]"), ("0::0", "[::]"),
            ("2001:DB8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]"), ("1:2:3:4:5:6:7:8", "[1:2:3:4:5:6:7:8]"), ("1::", "[1::]"),
            ("1:0:3:4:5:6:7:8", "[1:0:3:4:5:6:7:8]"), ("::ffff:1.2.3.4", "1.2.3.4"), ("::ffff:102:304", "1.2.3.4"),
            ("fe80::1%eth0", "[fe80::1]"), ("x", "x"), ("1:2", "1:2"), (":::", ":::"), ("1::2::3", "1::2::3"),
            ("1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9"), ("12345::", "12345::"), ("::1.2.3", "::1.2.3"),
            ("::1.2.3.256", "::1.2.3.256"),
            ("1:", "1:"), (":1", ":1"), ("+1::", "+1::"), ("0:0:0:0:0:ffff:1.2.3.4", "1.2.3.4"),
            ("::1:2:3:4:5:6:7", "[0:1:2:3:4:5:6:7]"),
        ]
    )
    func address(_ text: String, _ normal: String) {
        var output: [UInt8] = []
        IPAddressText.append(Array(text.utf8)[...], to: &output)
        #expect(String(decoding: output, as: UTF8.self) == normal)
    }

    @Test("the plan knows every field of every schema, in every spelling")
    func plan() {
        let plan = SchemaPlan.shared
        var count = 0
        for endpoint in Catalogue.endpoints {
            guard case .object(let schema)? = endpoint.body.type else { continue }
            let root = plan.root(of: endpoint)
            #expect(root != SchemaPlan.unknown)
            for field in schema.fields {
                count += 1
                for spelling in [field.name, field.name.uppercased(), field.name.lowercased()] {
                    for spelling in [spelling, spelling.replacing("s", with: "ſ").replacing("k", with: "\u{212A}")] {
                        let bytes = Array(spelling.utf8)
                        let found = plan.field(of: root, bytes.span, 0..<bytes.count, after: 0)
                        #expect(found != 0)
                        let name = plan.fields[Int(found)].name
                        #expect(String(decoding: plan.names[name], as: UTF8.self) == field.name)
                    }
                }
                for other in [field.name + "x", "x" + field.name, String(field.name.dropLast()) + "\u{0}"] {
                    let bytes = Array(other.utf8)
                    #expect(
                        plan.field(of: root, bytes.span, 0..<bytes.count, after: 0) == 0
                            || schema.fields.contains { $0.name == other }
                    )
                }
            }
        }
        #expect(count > 200)
    }

    @Test("every place that facts come from is in a schema")
    func places() {
        var seen: Set<String> = []
        func walk(_ schema: BodySchema) {
            for field in schema.fields {
                seen.insert("\(schema.name).\(field.name)")
                if let inner = field.type.schema { walk(inner) }
            }
        }
        for endpoint in Catalogue.endpoints {
            if let schema = (endpoint.body.type ?? endpoint.legacyBody)?.schema { walk(schema) }
        }
        for place in FactSource.table.keys { #expect(seen.contains(place), "\(place)") }
    }

    @Test("every fact but those of the endpoint has a place")
    func yields() {
        let fromBody = FactSource.allCases.reduce(into: FactSet()) { $0.formUnion($1.yield) }
        for fact in Fact.allCases {
            let isElsewhere = [.imageSource, .swarm, .node, .opaque].contains(fact)
            #expect(fromBody.contains(fact) != isElsewhere, "\(fact)")
        }
    }
}
