import Foundation
import TestSupport
import Testing

/// Bytes that no dockerd would send: always an answer or a closed connection, and the plugin goes on.
@Suite struct HostileBytesTests {
    /// Sends bytes and gives back every answer until the plugin closes the connection.
    ///
    /// - Parameter endsInput: Whether to say that nothing more comes; else the last call has to ask for the end.
    private static func send(
        _ bytes: [UInt8],
        to socket: String,
        endsInput: Bool = false
    ) async throws -> [PluginAnswer] {
        try await onOwnThread {
            let connection = try PluginSocket(socket)
            connection.send(bytes)
            if endsInput { connection.endInput() }
            return try connection.answersUntilClosed()
        }
    }

    /// A whole request, the last one of its connection.
    private static func post(_ body: String, path: String = "/AuthZPlugin.AuthZReq") -> [UInt8] {
        let head = "POST \(path) HTTP/1.1\r\nHost: p\r\nConnection: close\r\n"
        return Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    private static func expectAlive(_ service: Service) async throws {
        let answer = try await service.ask(Call())
        #expect(answer.status == 200 && answer.allow == true)
        #expect(service.isRunning)
    }

    private static let good = String(decoding: Call().json, as: UTF8.self)

    private static let bodies: [String] = [
        "", " ", "{}", "[]", "null", "1", "\"", "{", "{\"", "\u{FEFF}{}", "{}{}", "{\"RequestMethod\":\"GET\"}",
        #"{"RequestMethod":1,"RequestUri":"/"}"#, #"{"RequestMethod":null,"RequestUri":"/"}"#,
        #"{"RequestMethod":"GET","RequestUri":["/"]}"#, #"{"RequestMethod":"GET","RequestUri":""}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestHeaders":[]}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestHeaders":{"A":1}}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestHeaders":{"A":["b"]}}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestBody":"*"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestBody":"e30"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestBody":"e31="}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestBody":{}}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestPeerCertificates":"x"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestPeerCertificates":["*"]}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","RequestMethod":"POST"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","Request\u0055ri":"/info"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","User":"\ud800"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","ResponseStatusCode":"200"}"#,
        #"{"RequestMethod":"GET","RequestUri":"/_ping","ResponseStatusCode":99999999999999999999}"#,
        String(repeating: "[", count: 1_000_000), String(repeating: "{\"a\":", count: 500_000),
        #"{"RequestMethod":"GET","RequestUri":"/_ping","X":"# + String(repeating: "[", count: 200_000),
    ]

    @Test func callsThatAreNoneAreErrorsAndRecorded() async throws {
        let service = try await Service.start()
        for body in Self.bodies {
            let answers = try await Self.send(Self.post(body), to: service.socket)
            #expect(answers.count == 1, "\(body.prefix(80)): \(answers)")
            #expect(answers.first?.status == 400 && answers.first?.allow == nil, "\(body.prefix(80)): \(answers)")
            #expect(answers.first?.message.isEmpty == false)
        }
        try await Self.expectAlive(service)
        let refused = try service.records().filter { $0.reason == "malformed-call" }
        #expect(refused.count == Self.bodies.count)
        #expect(refused.allSatisfy { $0.decision == "deny" && $0.findings?.isEmpty == false })
    }

    /// What dockerd would execute can be read, and must not be allowed by a policy that allows everything.
    @Test(arguments: [
        "{\"HostConfig\":", "[1]", "{\"HostConfig\":{},\"HOSTCONFIG\":{}}", "{} {}", "\u{0}", "{\"HostConfig\":[]}",
        String(repeating: "[", count: 300), "{\"a\":" + String(repeating: "[", count: 127) + "1",
    ])
    func bodiesThatAreNoneAreDenied(_ body: String) async throws {
        let service = try await Service.start()
        let answer = try await service.ask(.create(body))
        #expect(answer.status == 200 && answer.allow == false, "\(answer)")
        try await Self.expectAlive(service)
    }

    @Test(arguments: [
        "garbage\r\n\r\n", "\r\n\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}", "GET / HTTP/2.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nContent-Length: 100\r\n\r\n{\"Req",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nA: \u{0}\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\n\r\n",
        "POST  HTTP/1.1\r\n\r\n",
        "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 20_000) + "\r\n",
        "GET / HTTP/1.1\r\nA: " + String(repeating: "b", count: 300_000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ])
    func whatIsNoHTTPIsRefusedOrClosed(_ text: String) async throws {
        let service = try await Service.start()
        let answers = try await Self.send(Array(text.utf8), to: service.socket, endsInput: true)
        #expect(answers.allSatisfy { $0.status >= 400 && $0.allow == nil }, "\(answers)")
        try await Self.expectAlive(service)
    }

    @Test(arguments: [
        ("GET", "/AuthZPlugin.AuthZReq"), ("POST", "/"), ("POST", "/AuthZPlugin.AuthZReq/"),
        ("POST", "/authzplugin.authzreq"),
        ("POST", "/AuthZPlugin.AuthZReq?x"), ("POST", "//AuthZPlugin.AuthZReq"), ("POST", "/VolumeDriver.Create"),
        ("PUT", "/Plugin.Activate"),
    ])
    func otherMethodsAndPathsAreNotThere(_ method: String, _ path: String) async throws {
        let service = try await Service.start()
        let bytes = Array(
            "\(method) \(path) HTTP/1.1\r\nConnection: close\r\nContent-Length: \(Self.good.utf8.count)\r\n\r\n\(Self.good)"
                .utf8
        )
        let answers = try await Self.send(bytes, to: service.socket)
        #expect(answers.map(\.status) == [404], "\(answers)")
        #expect(answers.first?.allow == nil)
    }

    @Test func hugeBodiesAreRefusedInLittleMemory() async throws {
        let service = try await Service.start()
        try await Self.expectAlive(service)
        let before = try service.peakMemory()
        let body = String(repeating: "a", count: 20 << 20)
        let chunk = "100000\r\n" + String(repeating: "a", count: 1 << 20) + "\r\n"
        let chunked =
            "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String(repeating: chunk, count: 20) + "0\r\n\r\n"
        for _ in 0..<3 {
            for bytes in [Self.post(body), Array(chunked.utf8)] {
                let answers = try await Self.send(bytes, to: service.socket)
                #expect(answers.allSatisfy { $0.status == 413 }, "\(answers)")
            }
        }
        try await Self.expectAlive(service)
        let grown = try service.peakMemory() - before
        #expect(grown < 128, "it took \(grown) MiB more")
    }

    @Test func manyLargeCallsAtOnceStayInBounds() async throws {
        let service = try await Service.start()
        let envelope = #"{"RequestMethod":"POST","RequestUri":"/v1.43/containers/create","RequestBody":""#
        let large = envelope + String(repeating: "AAAA", count: 1_500_000) + "\"}"
        let bytes = Self.post(large)
        try await withThrowingTaskGroup(of: [PluginAnswer].self) { group in
            for _ in 0..<16 { group.addTask { try await Self.send(bytes, to: service.socket) } }
            for try await answers in group { #expect(answers.allSatisfy { $0.allow != true }, "\(answers)") }
        }
        try await Self.expectAlive(service)
        #expect(try service.peakMemory() < 512)
    }

    @Test func halfCallsAndSilenceDontKeepOthersOut() async throws {
        let service = try await Service.start()
        let half = Self.post(Self.good).dropLast(10)
        try await onOwnThread { [socket = service.socket] in
            var open: [PluginSocket] = []
            for number in 0..<300 {
                let connection = try PluginSocket(socket)
                connection.send(number % 3 == 0 ? [] : number % 3 == 1 ? Array("POST /Auth".utf8) : Array(half))
                open.append(connection)
            }
            let connection = try PluginSocket(socket)
            connection.post(Call().path, Call().json)
            #expect(try connection.answer().allow == true)
            withExtendedLifetime(open) {}
        }
        try await Self.expectAlive(service)
    }

    @Test func pipelinedCallsAreAnsweredInOrder() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let calls = (0..<8).map { Call.create(#"{"HostConfig":{"Privileged":\#($0 % 2 == 0)}}"#) }
        let answers = try await onOwnThread { [socket = service.socket] in
            let connection = try PluginSocket(socket)
            for call in calls { connection.post(call.path, call.json) }
            return try calls.map { _ in try connection.answer().allow }
        }
        #expect(answers == [false, true, false, true, false, true, false, true])
    }

    /// Good calls, broken in a few places: what is answered is an answer, whatever else happens.
    @Test func brokenCallsAreNeverMoreThanRefused() async throws {
        let service = try await Service.start()
        let samples = [
            Self.post(Self.good), Self.post(String(decoding: Call.create(#"{"Image":"a"}"#).json, as: UTF8.self)),
            Self.post(String(decoding: Call(status: 200).json, as: UTF8.self), path: "/AuthZPlugin.AuthZRes"),
            Self.post("", path: "/Plugin.Activate"),
        ]
        let interesting: [UInt8] = Array("\"\\{}[]:,u0\r\n =;".utf8) + [0, 0x80, 0xC3, 0xFF]
        var random = SeededGenerator(seed: 2026)
        var inputs: [[UInt8]] = []
        for _ in 0..<400 {
            var bytes = try #require(samples.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: bytes.indices, using: &random)
                let byte = try #require(interesting.randomElement(using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = byte
                case 1: bytes.insert(byte, at: at)
                case 2 where bytes.count > 1: bytes.remove(at: at)
                default: bytes.removeSubrange(at..<min(at + 20, bytes.count - 1))
                }
            }
            inputs.append(bytes)
        }
        let statuses = try await onOwnThread { [socket = service.socket, inputs] in
            try inputs.flatMap { bytes in
                let connection = try PluginSocket(socket)
                connection.send(bytes)
                connection.endInput()
                return try connection.answersUntilClosed().map(\.status)
            }
        }
        #expect(statuses.contains(200) && statuses.contains(400))
        #expect(Set(statuses).isSubset(of: [200, 400, 404, 408, 413, 417, 431, 505]), "\(Set(statuses))")
        try await Self.expectAlive(service)
        #expect(try service.peakMemory() < 512)
        // Every line of the log is whole.
        let records = try service.records()
        #expect(records.map(\.seq) == Array(1...records.count))
    }
}
