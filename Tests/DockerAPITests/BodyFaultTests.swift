import DockerAPI
import Testing

@Suite("Bodies that no rule is asked about")
struct BodyFaultTests {
    static let ambiguous: [(body: String, word: String)] = [
        (#"{"Image":"a","Image":"a"}"#, "`Image` comes twice"),
        (#"{"Image":"a","image":"a"}"#, "`image` is `Image`"),
        (#"{"HostConfig":{"Privileged":true},"HostConfig":{}}"#, "`HostConfig`"),
        (#"{"HostConfig":{},"ho\u017Ftconfig":null}"#, "`HostConfig`"),
        (#"{"HostConfig":{"Privileged":true,"privileged":null}}"#, "`Privileged`"),
        (#"{"HostConfig":{"NetworkMode":"a","networ\u212amode":"host"}}"#, "`NetworkMode`"),
        (#"{"HostConfig":{"Mounts":[{"Type":"bind"},{"Source":"/","source":"/a"}]}}"#, "`Source`"),
        (#"{"HostConfig":{"Mounts":[{"VolumeOptions":{"DriverConfig":{"Options":{"o":"a","\u006f":"b"}}}}]}}"#, "`o`"),
        (#"{"Labels":{"a":"1","b":"2","a":"3"}}"#, "`a` comes twice"),
        (#"{"NetworkingConfig":{"EndpointsConfig":{"a":{},"a":null}}}"#, "`a`"),
        // Outside of the schema: a newer engine may read it.
        (#"{"New":1,"new":2}"#, "`New` and `new`"),
        (#"{"New\u0000":1,"new\u0000":2}"#, "one field"),
        (#"{"x":{"A":1,"b":2,"a":3}}"#, "`A` and `a`"),
        (#"{"x":[{"ſ":1,"S":2}]}"#, "one field"),
        // Top level.
        (#"{"Binds":["a:/a"],"binds":["/:/h"]}"#, "`Binds`"),
        (#"{"Memory":1,"memory":2,"HostConfig":{"Memory":0}}"#, "`Memory`"),
        (#"{"Memory":1,"HostConfig":{"Memory":0,"memory":2}}"#, "`Memory`"),
    ]

    @Test("two members that are one field", arguments: ambiguous)
    func twice(_ ambiguous: (body: String, word: String)) {
        let call = Calls.create(ambiguous.body)
        #expect(call.guards == [.ambiguousBody], "\(call.findings)")
        #expect(call.findings.first?.detail.contains(ambiguous.word) == true, "\(call.findings)")
        #expect(call.findings.first?.offset != nil)
    }

    @Test("the place is that of the second name")
    func place() {
        #expect(Calls.create(#"{"Image":"a","image":"b"}"#).findings.first?.offset == 14)
    }

    @Test("a guard that only watches leaves both to the rules")
    func watched() {
        let call = Calls.create(
            #"{"HostConfig":{"Privileged":true},"hostconfig":{"privileged":false,"PidMode":"host"}}"#
        )
        #expect(call["uses.privileged"] == ["true"])
        #expect(call["body.HostConfig.Privileged"].sorted() == ["false", "true"])
        #expect(call["uses.host_namespace"] == ["pid"])
    }

    static let notJSON: [(body: String, offset: Int)] = [
        ("", 0), (" ", 0), ("{", 1), (#"{"a":1}}"#, 7), (#"{"a":1} x"#, 8), (#"{"a":1}{"b":2}"#, 7),
        (#"{"a":1,}"#, 7), (#"{'a':1}"#, 1), ("\u{FEFF}{}", 0), (#"{"a":"\ud800"}"#, 6), (#"{"a":01}"#, 6),
        (#"{"a":True}"#, 5),
        ("{\"a\":\"\u{1}\"}", 6), (#"{"a" 1}"#, 5), (#"{"a":+1}"#, 5), (#"{"a":NaN}"#, 5), (#"[1,2"#, 5),
        ("// x\n{}", 0),
    ]

    @Test("what is not strict JSON", arguments: notJSON.filter { !$0.body.isEmpty })
    func strict(_ bad: (body: String, offset: Int)) {
        let call = Calls.create(bad.body)
        #expect(call.guards == [.malformedBody], "\(call.findings)")
        #expect(call.canonicalText == nil)
        #expect(call.findings.first?.detail.hasPrefix("the body is not strict JSON") == true)
    }

    @Test("an empty body is none")
    func empty() { #expect(Calls.create("").guards == [.bodyNotVisible]) }

    @Test("bytes that are not UTF-8, in names and values")
    func bytes() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE4, 0xB8]] {
            for around in [(#"{"Labels":{"a":""#, #""}}"#), (#"{"Image"#, #"":"a"}"#)] {
                let body = Array(around.0.utf8) + bytes + Array(around.1.utf8)
                let call = Calls.read(WireCall(method: "POST", uri: "/containers/create", body: body))
                #expect(call.guards == [.malformedBody])
            }
        }
    }

    @Test("nesting is bounded, and the bound can be set")
    func depth() {
        func nested(_ depth: Int) -> String {
            #"{"x":"# + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
        }
        #expect(Calls.create(nested(128)).findings.isEmpty)
        #expect(Calls.create(nested(129)).guards == [.malformedBody])
        #expect(Calls.create(nested(1_000_000)).guards == [.malformedBody])
        let options = ReaderOptions(maximumDepth: 3)
        #expect(Calls.read(body: nested(4), options: options).guards == [.malformedBody])
        #expect(Calls.read(body: nested(3), options: options).findings.isEmpty)
    }

    static let hidden: [(body: String, word: String)] = [
        (#"[]"#, "an object"), (#""x""#, "an object"), (#"1"#, "an object"), (#"true"#, "an object"),
        (#"{"HostConfig":[]}"#, "a list stands where the engine reads an object"),
        (#"{"HostConfig":"x"}"#, "a string stands where the engine reads an object"),
        (#"{"HostConfig":{"Privileged":"true"}}"#, "a boolean"), (#"{"HostConfig":{"Privileged":1}}"#, "a boolean"),
        (#"{"HostConfig":{"Binds":"/:/h"}}"#, "a list"), (#"{"HostConfig":{"Binds":{"0":"/:/h"}}}"#, "a list"),
        (#"{"HostConfig":{"Binds":[["/:/h"]]}}"#, "a string"), (#"{"HostConfig":{"Binds":[1]}}"#, "a string"),
        (#"{"HostConfig":{"CapAdd":{"a":"ALL"}}}"#, "a list of strings"),
        (#"{"HostConfig":{"CapAdd":["ALL",5]}}"#, "a string"),
        (#"{"HostConfig":{"Mounts":{"Type":"bind"}}}"#, "a list"),
        (#"{"HostConfig":{"Mounts":["bind"]}}"#, "an object"),
        (#"{"HostConfig":{"Memory":1e3}}"#, "whole"), (#"{"HostConfig":{"Memory":1.0}}"#, "whole"),
        (#"{"HostConfig":{"Memory":9223372036854775808}}"#, "range"),
        (#"{"HostConfig":{"Memory":"1"}}"#, "a whole number"),
        (#"{"HostConfig":{"BlkioWeight":65536}}"#, "range"), (#"{"HostConfig":{"BlkioWeight":-1}}"#, "range"),
        (#"{"Labels":["a=b"]}"#, "an object"), (#"{"Labels":{"a":1}}"#, "a string"),
        (#"{"ExposedPorts":{"80/tcp":[]}}"#, "an object"), (#"{"Image":5}"#, "a string"),
        (#"{"Binds":"/:/h"}"#, "a list"),
    ]

    @Test("a type that the engine would stumble over", arguments: hidden)
    func types(_ hidden: (body: String, word: String)) {
        let call = Calls.create(hidden.body)
        #expect(call.guards == [.malformedBody], "\(call.findings)")
        #expect(call.findings.first?.detail.contains(hidden.word) == true, "\(call.findings)")
    }

    @Test("a large object is held against itself in good time")
    func large() {
        let names = (0..<20_000).map { "\"k\($0)\":\"\"" }.joined(separator: ",")
        #expect(Calls.create("{\"Labels\":{\(names)}}").findings.isEmpty)
        #expect(Calls.create("{\(names)}").findings.isEmpty)
        #expect(Calls.create("{\"Labels\":{\(names),\"k19999\":\"\"}}").guards == [.ambiguousBody])
        #expect(Calls.create("{\(names),\"K0\":\"\"}").guards == [.ambiguousBody])
        let labels = Calls.create("{\"Labels\":{\(names)}}")
        #expect(labels["uses.label"].count == 20_000)
        #expect(labels.canonicalText?.hasPrefix(#"{"Labels":{"k0":"","k1":"","k10":"","k100":"""#) == true)
    }

    @Test("long lists of what facts are made of are read in good time")
    func longLists() {
        let binds = (0..<20_000).map { "\"/a\($0):/b\"" }.joined(separator: ",")
        #expect(Calls.create("{\"HostConfig\":{\"Binds\":[\(binds)]}}")["uses.host_mount"].count == 20_000)
        let mounts = (0..<20_000).map { "{\"Type\":\"bind\",\"Source\":\"/a\($0)\"}" }.joined(separator: ",")
        #expect(Calls.create("{\"HostConfig\":{\"Mounts\":[\(mounts)]}}")["uses.host_mount"].count == 20_000)
    }
}
