import NIOCore
import Testing

@testable import DockerPlugin

@Suite struct ConnectionTests {
    @Test func theHandshake() throws {
        let harness = try Harness()
        try harness.send("POST /Plugin.Activate HTTP/1.1\r\nHost: \r\nAccept: x\r\nContent-Length: 0\r\n\r\n")
        let answer = try #require(try harness.answers().first)
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/vnd.docker.plugins.v1.2+json")
        #expect(answer.body == #"{"Implements":["authz"]}"#)
        #expect(!harness.isClosed)
    }

    @Test func allowAndDenyAndFailure() throws {
        let plugin = TestPlugin { request in
            switch request.uri {
            case "/allow": return .now(.allow)
            case "/deny": return .now(.deny("no \"host\" paths\n"))
            case "/noted": return .now(AuthorizationAnswer(allow: true, message: "noted"))
            default: throw TestPlugin.Trouble()
            }
        }
        let harness = try Harness(plugin)
        for uri in ["/allow", "/deny", "/noted", "/fail"] {
            try harness.send(Samples.request(#"{"RequestMethod":"GET","RequestUri":"\#(uri)"}"#))
        }
        let answers = try harness.answers()
        #expect(answers.map(\.status) == [200, 200, 200, 500])
        #expect(
            answers.map(\.body) == [
                #"{"Allow":true}"#,
                #"{"Allow":false,"Msg":"no \"host\" paths\n"}"#,
                #"{"Allow":true,"Msg":"noted"}"#,
                #"{"Err":"the plugin failed: the disk is full"}"#,
            ]
        )
        #expect(!harness.isClosed)
    }

    @Test func bothPhasesReachThePlugin() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        try harness.send(Samples.request(Samples.create))
        try harness.send(Samples.post("/AuthZPlugin.AuthZRes", Samples.createAnswer))
        #expect(try harness.answers().map(\.body) == [#"{"Allow":true}"#, #"{"Allow":true}"#])
        #expect(plugin.requests.map(\.user) == ["alice"])
        #expect(plugin.responses.map(\.statusCode) == [201])
    }

    @Test func aBrokenCallIsAnErrorAndIsReported() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        try harness.send(Samples.request(""))
        try harness.send(Samples.post("/AuthZPlugin.AuthZRes", "{\"RequestMethod\":"))
        let answers = try harness.answers()
        #expect(answers.map(\.status) == [400, 400])
        #expect(answers[0].body.hasPrefix(#"{"Err":"the call is empty"#))
        #expect(plugin.malformed.map(\.reason) == [.empty, .notJSON])
        #expect(plugin.malformed.map(\.phase) == [.request, .response])
        #expect(plugin.requests.isEmpty)
        #expect(!harness.isClosed)
    }

    @Test func aPluginMayCallACallMalformedItself() throws {
        let plugin = TestPlugin { _ in throw MalformedCall(phase: .request, reason: .wrongType, message: "`X` is odd") }
        let harness = try Harness(plugin)
        try harness.send(Samples.request())
        let answer = try #require(try harness.answers().first)
        #expect(answer.status == 400)
        #expect(answer.body == #"{"Err":"`X` is odd"}"#)
        #expect(plugin.malformed.map(\.message) == ["`X` is odd"])
    }

    @Test(arguments: [
        "GET /AuthZPlugin.AuthZReq", "PUT /Plugin.Activate", "POST /", "POST /plugin.activate",
        "POST /Plugin.Activate/",
        "POST /Plugin.Activate?x", "POST //Plugin.Activate", "POST /VolumeDriver.Create", "OPTIONS *", "DELETE /x",
        "POST http://x/Plugin.Activate",
    ])
    func unknownPathsAndMethodsAreNotFound(line: String) throws {
        let harness = try Harness()
        try harness.send("\(line) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + Samples.request())
        let answers = try harness.answers()
        #expect(answers.map(\.status) == [404, 200])
        #expect(answers.first?.body.hasPrefix(#"{"Err":""#) == true)
    }

    @Test func headIsAnsweredWithoutABody() throws {
        let harness = try Harness()
        try harness.send("HEAD /Plugin.Activate HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = try #require(try harness.answers(toHead: true).first)
        #expect(answer.status == 404)
        #expect(answer.fields["content-length"] != "0")
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() throws {
        let plugin = TestPlugin { .now(.deny($0.uri)) }
        let harness = try Harness(plugin)
        let texts = (0..<200).map { Samples.request(#"{"RequestMethod":"GET","RequestUri":"/\#($0)"}"#) }
        try harness.send(texts.joined())
        #expect(try harness.answers().map(\.body) == (0..<200).map { #"{"Allow":false,"Msg":"/\#($0)"}"# })
    }

    @Test func everySplitOfARequestIsTheSameRequest() throws {
        let bytes = Array(Samples.request(Samples.create).utf8)
        for cut in 0...bytes.count {
            let plugin = TestPlugin()
            let harness = try Harness(plugin)
            try harness.send(Array(bytes[..<cut]))
            try harness.send(Array(bytes[cut...]))
            #expect(try harness.answers().map(\.body) == [#"{"Allow":true}"#], "cut at \(cut)")
            #expect(plugin.requests.first?.body == Array(#"{"Image":"busybox"}"#.utf8))
        }
    }

    @Test func byteByByte() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        for byte in Samples.request(Samples.create).utf8 { try harness.send([byte]) }
        #expect(try harness.answers().map(\.status) == [200])
        #expect(plugin.requests.first?.headers.count == 3)
    }

    @Test func chunkedBodiesAreWhole() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        try harness.send("POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for byte in Samples.create.utf8 { try harness.send("1;ext=\"a\"\r\n\(Character(UnicodeScalar(byte)))\r\n") }
        #expect(try harness.answers().isEmpty)
        try harness.send("0\r\nX-Trailer: y\r\n\r\n")
        #expect(try harness.answers().map(\.status) == [200])
        #expect(plugin.requests.first?.uri == "/v1.41/containers/create?name=a&b")
    }

    @Test func olderAndClosingClients() throws {
        let old = try Harness()
        try old.send(Samples.post("/AuthZPlugin.AuthZReq", Samples.ping, version: "1.0"))
        #expect(try old.answers().map(\.fields["connection"]) == ["close"])
        #expect(old.isClosed)

        let kept = try Harness()
        let fields = "Connection: keep-alive\r\n"
        try kept.send(Samples.post("/AuthZPlugin.AuthZReq", Samples.ping, fields: fields, version: "1.0"))
        #expect(try kept.answers().map(\.fields["connection"]) == ["keep-alive"])
        #expect(!kept.isClosed)

        let closing = try Harness()
        try closing.send(Samples.request(fields: "Connection: close\r\n") + Samples.request())
        #expect(try closing.answers().map(\.fields["connection"]) == ["close"])
        #expect(closing.isClosed)
    }

    @Test func anotherProtocolIsNotSpoken() throws {
        let harness = try Harness()
        try harness.send(Samples.request(fields: "Connection: Upgrade\r\nUpgrade: h2c\r\n") + "garbage")
        let answers = try harness.answers()
        #expect(answers.map(\.status) == [200])
        #expect(answers.first?.fields["connection"] == "close")
        #expect(harness.isClosed)

        let connect = try Harness()
        try connect.send("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try connect.answers().map(\.status) == [404])
        #expect(connect.isClosed)
    }

    @Test func expectContinue() throws {
        let harness = try Harness()
        let text = Samples.request(fields: "Expect: 100-continue\r\n")
        let split = text.utf8.count - Samples.ping.utf8.count
        try harness.send(Array(Array(text.utf8)[..<split]))
        #expect(try harness.answers().map(\.status) == [100])
        try harness.send(Samples.ping)
        #expect(try harness.answers().map(\.status) == [200])

        let large = try Harness()
        try large.send(
            "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"
        )
        #expect(try large.answers().map(\.status) == [413])

        let odd = try Harness()
        try odd.send(Samples.request(fields: "Expect: wonders\r\n"))
        #expect(try odd.answers().map(\.status) == [417])
    }

    @Test(arguments: [
        "\0\0\0\0", "hello\r\n\r\n", "GET\r\n\r\n", "POST / HTTP/1.1\r\nA b: c\r\n\r\n", "POST / HTTP/3.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    ])
    func whatIsNotHTTPIsRefusedAndClosed(text: String) throws {
        let harness = try Harness()
        try harness.send(text)
        let answers = try harness.answers()
        #expect(answers.count == 1)
        #expect([400, 505].contains(answers.first?.status))
        #expect(answers.first?.fields["connection"] == "close")
        try harness.send(Samples.request())
        #expect(try harness.answers().isEmpty)
        harness.advance(.seconds(3))
        #expect(harness.isClosed)
    }

    @Test func halfACallIsRefusedWhenTheInputEnds() throws {
        let bytes = Array(Samples.request(Samples.create).utf8)
        for cut in [1, 20, bytes.count - Samples.create.utf8.count, bytes.count - 1] {
            let plugin = TestPlugin()
            let harness = try Harness(plugin)
            try harness.send(Array(bytes[..<cut]))
            harness.endInput()
            let answers = try harness.answers()
            #expect(answers.map(\.status) == [400], "cut at \(cut)")
            #expect(harness.isClosed)
            #expect(plugin.requests.isEmpty)
        }
    }

    @Test func aWholeCallIsAnsweredThoughTheInputEnds() throws {
        let harness = try Harness()
        try harness.send(Samples.request())
        harness.endInput()
        #expect(try harness.answers().map(\.status) == [200])
        #expect(harness.isClosed)
    }

    /// A channel tells of the end by a read without anything in it, before it says that the input is closed.
    @Test func theEndAfterAnAnswerIsNoCall() throws {
        let harness = try Harness()
        try harness.send(Samples.request())
        harness.channel.pipeline.fireChannelReadComplete()
        harness.endInput()
        #expect(try harness.answers().map(\.status) == [200])
        #expect(harness.isClosed)
    }

    @Test func aBodyThatBreaksOffIsReported() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        let text = Samples.request(Samples.create)
        try harness.send(String(text.dropLast(5)))
        _ = harness.channel.close(mode: .all)
        harness.loop.run()
        #expect(plugin.malformed.map(\.reason) == [.brokenOff])
        #expect(harness.state.connectionCount == 0)
    }
}
