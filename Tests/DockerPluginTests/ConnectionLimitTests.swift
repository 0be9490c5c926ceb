import NIOCore
import Testing

@testable import DockerPlugin

@Suite struct ConnectionLimitTests {
    private func limits(_ change: (inout PluginServerLimits) -> Void) -> PluginServerLimits {
        var limits = PluginServerLimits()
        change(&limits)
        return limits
    }

    @Test func anAnnouncedBodyOverTheLimitIsRefusedAtOnce() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin, limits { $0.bodyBytes = 1000 })
        try harness.send("POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")
        let answer = try #require(try harness.answers().first)
        #expect(answer.status == 413)
        #expect(answer.fields["connection"] == "close")
        #expect(answer.body == #"{"Err":"the call's body is over 1000 bytes"}"#)
        #expect(plugin.malformed.map(\.reason) == [.tooLarge])
        // The peer may finish sending and read the refusal; nothing of it is kept.
        for _ in 0..<100 { try harness.send([UInt8](repeating: 0x20, count: 10_000)) }
        #expect(!harness.isClosed)
        #expect(try harness.answers().isEmpty)
        harness.endInput()
        #expect(harness.isClosed)
    }

    @Test func aChunkedBodyOverTheLimitIsRefusedWhenItIs() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin, limits { $0.bodyBytes = 1000 })
        try harness.send("POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        try harness.send("3e8\r\n" + String(repeating: "a", count: 1000) + "\r\n")
        #expect(try harness.answers().isEmpty)
        try harness.send("1\r\na\r\n")
        #expect(try harness.answers().map(\.status) == [413])
        #expect(plugin.malformed.map(\.reason) == [.tooLarge])
        harness.advance(.seconds(3))
        #expect(harness.isClosed)
    }

    @Test func bodiesAtTheLimitAreTaken() throws {
        let body = Samples.ping + String(repeating: " ", count: 1000 - Samples.ping.utf8.count)
        let harness = try Harness(TestPlugin(), limits { $0.bodyBytes = 1000 })
        try harness.send(Samples.request(body))
        #expect(try harness.answers().map(\.status) == [200])
    }

    @Test func largeBodiesShareABudgetAndSmallOnesDoNot() throws {
        let plugin = TestPlugin()
        let limits = limits {
            $0.bodyBytesInFlight = 300_000
            $0.smallBodyBytes = 10_000
        }
        let first = try Harness(plugin, limits)
        let second = try Harness(sharing: first)
        let head = "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
        try first.send(head)
        let part = [UInt8](repeating: 0x20, count: 50_000)
        for _ in 0..<3 { try first.send(part) }
        #expect(first.state.largeBodyBytes >= 150_000)
        for byte in Samples.request().utf8 { try second.send([byte]) }
        #expect(try second.answers().map(\.status) == [200])

        var sent = 0
        while try first.channel.readOutbound(as: ByteBuffer.self) == nil, sent < 20 {
            try first.send(part)
            sent += 1
            #expect(first.state.largeBodyBytes <= 600_000)
        }
        #expect(sent < 10)
        #expect(plugin.malformed.map(\.reason) == [.overloaded])
        #expect(first.state.largeBodyBytes == 0)
    }

    @Test func aBudgetThatIsUsedUpLetsSmallCallsThrough() throws {
        let harness = try Harness(TestPlugin(), limits { $0.bodyBytesInFlight = 0 })
        for _ in 0..<3 {
            for byte in Samples.request().utf8 { try harness.send([byte]) }
        }
        #expect(try harness.answers().map(\.status) == [200, 200, 200])
    }

    @Test func theBudgetIsGivenBackAfterEachCall() throws {
        let harness = try Harness(TestPlugin(), limits { $0.bodyBytesInFlight = 2_000_000 })
        let body = Samples.ping + String(repeating: " ", count: 500_000)
        for _ in 0..<20 {
            let bytes = Array(Samples.request(body).utf8)
            for start in stride(from: 0, to: bytes.count, by: 60_000) {
                try harness.send(Array(bytes[start..<min(start + 60_000, bytes.count)]))
            }
            #expect(try harness.answers().map(\.status) == [200])
            #expect(harness.state.largeBodyBytes == 0)
        }
    }

    @Test(arguments: [
        String(repeating: "a", count: 5000) + ": b\r\n",
        "X: " + String(repeating: "b", count: 5000) + "\r\n",
        (0..<100).map { "X\($0): \(String(repeating: "b", count: 50))\r\n" }.joined(),
        (0..<40).map { "X\($0): b\r\n" }.joined(),
    ])
    func largeHeadsAreRefused(fields: String) throws {
        let limits = limits {
            $0.headerBytes = 4096
            $0.headerFields = 32
        }
        for isWhole in [true, false] {
            let harness = try Harness(TestPlugin(), limits)
            try harness.send("POST /Plugin.Activate HTTP/1.1\r\n" + fields + (isWhole ? "\r\n" : ""))
            #expect(try harness.answers().map(\.status) == [431])
            harness.advance(.seconds(3))
            #expect(harness.isClosed)
        }
    }

    @Test func aLongTargetIsRefused() throws {
        let harness = try Harness(TestPlugin(), limits { $0.headerBytes = 4096 })
        try harness.send("POST /" + String(repeating: "a", count: 5000) + " HTTP/1.1\r\n\r\n")
        #expect(try harness.answers().map(\.status) == [431])
    }

    @Test func whiteSpaceBeforeAValueIsNotBufferedWithoutBound() throws {
        let harness = try Harness(TestPlugin(), limits { $0.headerBytes = 4096 })
        try harness.send("POST /Plugin.Activate HTTP/1.1\r\nX:")
        var sent = 0
        var answers: [Answer] = []
        while answers.isEmpty, sent < 100 {
            try harness.send([UInt8](repeating: 0x20, count: 10_000))
            sent += 1
            answers = try harness.answers()
        }
        #expect(answers.map(\.status) == [431])
        #expect(sent < 10)
    }

    @Test func trailersAreBounded() throws {
        let harness = try Harness(TestPlugin(), limits { $0.headerBytes = 4096 })
        try harness.send("POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
        var sent = 0
        var answers: [Answer] = []
        while answers.isEmpty, sent < 1000 {
            try harness.send("X-T: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")
            sent += 1
            answers = try harness.answers()
        }
        #expect(answers.map(\.status) == [431])
        #expect(sent < 200)
    }

    @Test func slowSendersAreRefusedAtTheDeadlineNotBefore() throws {
        let request = Array(Samples.request(Samples.create).utf8)
        for count in [1, request.count - 10] {
            let plugin = TestPlugin()
            let harness = try Harness(plugin, limits { $0.requestTime = .seconds(10) })
            try harness.send(Array(request[..<count]))
            harness.advance(.milliseconds(9_900))
            try harness.send([request[count]])
            #expect(try harness.answers().isEmpty)
            harness.advance(.milliseconds(100))
            #expect(try harness.answers().map(\.status) == [408])
            harness.advance(.seconds(2))
            #expect(harness.isClosed)
            #expect(plugin.malformed.map(\.reason) == (count == 1 ? [] : [.tooSlow]))
        }
    }

    @Test func idleConnectionsAreClosedAtTheirDeadline() throws {
        let harness = try Harness(TestPlugin(), limits { $0.idleTime = .seconds(60) })
        for _ in 0..<5 {
            harness.advance(.seconds(59))
            try harness.send(Samples.request())
            #expect(try harness.answers().map(\.status) == [200])
        }
        harness.advance(.seconds(59))
        #expect(!harness.isClosed)
        harness.advance(.seconds(1))
        #expect(harness.isClosed)
        #expect(try harness.output().isEmpty)
    }

    @Test func aPeerThatTakesNoAnswersIsCutOff() throws {
        let harness = try Harness(TestPlugin(), limits { $0.writeTime = .seconds(5) })
        harness.channel.isWritable = false
        try harness.send(Samples.request() + Samples.request() + Samples.request())
        #expect(try harness.answers().count == 1)
        harness.advance(.seconds(4))
        #expect(!harness.isClosed)
        harness.advance(.seconds(1))
        #expect(harness.isClosed)
    }

    @Test func aPeerThatTakesAnswersAgainGetsTheRest() throws {
        let harness = try Harness()
        harness.channel.isWritable = false
        try harness.send(Samples.request() + Samples.request() + Samples.request())
        #expect(try harness.answers().count == 1)
        harness.channel.isWritable = true
        harness.channel.pipeline.fireChannelWritabilityChanged()
        #expect(try harness.answers().count == 2)
        harness.advance(.seconds(30))
        #expect(!harness.isClosed)
    }

    @Test func pipeliningIsBoundedAndLeavesNoGap() throws {
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        harness.channel.isWritable = false
        // Each request is three parts or more; the gap falls into the middle of some body.
        let split = Samples.create.utf8.count / 2
        let body = Array(Samples.create.utf8)
        let first = String(decoding: body[..<split], as: UTF8.self)
        let second = String(decoding: body[split...], as: UTF8.self)
        let chunked =
            "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "\(String(split, radix: 16))\r\n\(first)\r\n\(String(body.count - split, radix: 16))\r\n\(second)\r\n0\r\n\r\n"
        try harness.send(Samples.request())
        for _ in 0..<600 { try harness.send(chunked) }
        harness.channel.isWritable = true
        harness.channel.pipeline.fireChannelWritabilityChanged()
        let answers = try harness.answers()
        #expect(answers.count > 200)
        #expect(answers.dropLast().allSatisfy { $0.status == 200 })
        #expect(answers.last?.status == 503)
        #expect(plugin.requests.dropFirst().allSatisfy { $0.user == "alice" && $0.hasBody })
        #expect(plugin.requests.count == answers.count - 1)
    }

    @Test func stoppingClosesIdleConnectionsAndFinishesBegunRequests() throws {
        let idle = try Harness()
        idle.state.stop()
        #expect(!idle.isClosed)
        idle.advance(.milliseconds(100))
        #expect(idle.isClosed)

        // The daemon was just about to write.
        let late = try Harness()
        late.state.stop()
        late.advance(.milliseconds(50))
        try late.send(Samples.request())
        let lateAnswers = try late.answers()
        #expect(lateAnswers.map(\.status) == [200])
        #expect(lateAnswers.first?.fields["connection"] == "close")
        #expect(late.isClosed)

        let request = Array(Samples.request(Samples.create).utf8)
        for cut in [5, request.count - 5] {
            let busy = try Harness()
            try busy.send(Array(request[..<cut]))
            busy.state.stop()
            #expect(!busy.isClosed)
            try busy.send(Array(request[cut...]))
            let answers = try busy.answers()
            #expect(answers.map(\.status) == [200])
            #expect(answers.first?.fields["connection"] == "close")
            #expect(busy.isClosed)
        }
    }

    @Test func theConnectionIdleLongestIsEvicted() throws {
        let harness = try Harness()
        harness.advance(.seconds(5))
        try harness.send(Samples.request())
        harness.state.evict(1, idleBefore: harness.loop.now - .seconds(1))
        #expect(!harness.isClosed)
        harness.advance(.seconds(5))
        harness.state.evict(1, idleBefore: harness.loop.now - .seconds(1))
        #expect(harness.isClosed)

        let busy = try Harness()
        try busy.send("POST /")
        busy.advance(.seconds(5))
        busy.state.evict(1, idleBefore: busy.loop.now)
        #expect(!busy.isClosed)
    }
}
