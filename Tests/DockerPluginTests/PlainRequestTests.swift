import NIOCore
import TestSupport
import Testing

@testable import DockerPlugin

/// Requests in the daemon's usual form go without the HTTP parser, and nobody can tell.
@Suite struct PlainRequestTests {
    private static let routes = RouteTable([.authorization(TestPlugin())])
    private static let call = #"{"RequestMethod":"GET","RequestUri":"/_ping"}"#
    /// As dockerd 20.10 and 28 send it.
    private static let head =
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: %2Frun%2Fx.sock\r\nUser-Agent: Go-http-client/1.1\r\n"
        + "Content-Length: 45\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\nAccept-Encoding: gzip\r\n\r\n"

    private func read(_ text: String) -> PlainHead? {
        let bytes = Array(text.utf8)
        return PlainHead(bytes.span, Self.routes)
    }

    @Test func theDaemonsHeadIsPlain() throws {
        let head = try #require(read(Self.head + Self.call))
        #expect(head.route.path == "/AuthZPlugin.AuthZReq")
        #expect(head.length == Self.head.utf8.count && head.bodyLength == Self.call.utf8.count)
        #expect(read("POST /Plugin.Activate HTTP/1.1\r\nHOST:\r\ncontent-length:0\r\n\r\n")?.bodyLength == 0)
        #expect(read("POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n")?.bodyLength == 999_999_999)
    }

    @Test func everyBeginningOfAHeadIsLeftToTheParser() {
        let bytes = Array(Self.head.utf8)
        for count in 0..<bytes.count {
            let head = PlainHead(bytes.span.extracting(..<count), Self.routes)
            #expect(head == nil, "\(count) bytes")
        }
    }

    @Test(arguments: [
        "GET /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.0\r\nContent-Length: 0\r\n\r\n",
        "POST /Plugin.Activate  HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "POST /plugin.activate HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\nContent-Length: 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length : 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent\rLength: 0\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1 \r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length:  1\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: \r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1,1\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0x1\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: a\r\n b\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: a\tb\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: a\u{0}b\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: ä\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: a\rb\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: a\nb\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\n\rx",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nX-Other: a\r\n\r\n",
        "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\n: a\r\n\r\n",
    ])
    func anythingElseIsLeftToTheParser(text: String) {
        #expect(read(text) == nil)
    }

    @Test func aLongHeadIsLeftToTheParser() {
        func head(_ count: Int) -> String {
            let text = "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 1\r\nHost: \r\n\r\n"
            return text.replacing("Host: ", with: "Host: " + String(repeating: "x", count: count - text.utf8.count))
        }
        #expect(read(head(PlainHead.maximumLength))?.length == PlainHead.maximumLength)
        #expect(read(head(PlainHead.maximumLength + 1)) == nil)
    }

    /// What a peer gets back, and what the plugin was asked.
    private func talk(_ pieces: [[UInt8]], isPlain: Bool) throws -> ([UInt8], [String], Bool) {
        let plugin = TestPlugin { .now(.deny($0.uri)) }
        var limits = PluginServerLimits()
        limits.bodyBytes = 512
        let harness = try Harness(plugin, limits)
        if !isPlain {
            let operations = harness.channel.pipeline.syncOperations
            _ = operations.removeHandler(try operations.handler(type: PlainRequestHandler.self))
        }
        for piece in pieces { try harness.send(piece) }
        let isOpen = !harness.isClosed
        if isOpen { harness.endInput() }
        return (try harness.output(), plugin.requests.map(\.uri) + plugin.malformed.map(\.description), isOpen)
    }

    /// Requests with some bytes changed, cut into pieces: with and without the short way.
    @Test(arguments: 0..<8)
    func theShortWayChangesNothing(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            Self.head + Self.call, Self.head + Self.call, Self.head.replacing("45", with: "046") + Self.call + " ",
            Self.head.replacing("AuthZReq", with: "AuthZRes") + Self.call, Self.head.replacing("45", with: "900"),
            "POST /Plugin.Activate HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            Self.head.replacing("Accept-Encoding: gzip", with: "Connection: close") + Self.call,
            Self.head.replacing("Content-Length: 45", with: "Transfer-Encoding: chunked")
                + "2d\r\n\(Self.call)\r\n0\r\n\r\n",
        ]
        var asked = 0
        for _ in 0..<150 {
            var bytes = (0..<3).flatMap { _ in Array((parts.randomElement(using: &random) ?? "").utf8) }
            for _ in 0..<Int.random(in: 0..<3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var pieces: [[UInt8]] = []
            while !bytes.isEmpty {
                let count = Bool.random(using: &random) ? bytes.count : Int.random(in: 1...bytes.count, using: &random)
                pieces.append(Array(bytes.prefix(count)))
                bytes.removeFirst(count)
            }
            let plain = try talk(pieces, isPlain: true)
            let parsed = try talk(pieces, isPlain: false)
            #expect(plain == parsed, "\(pieces.map { String(decoding: $0, as: UTF8.self) })")
            asked += plain.1.count
        }
        #expect(asked > 150)
    }
}
