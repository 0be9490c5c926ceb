import NIOCore
import NIOHTTP1
import Testing

@testable import DockerPlugin

@Suite struct CallIntakeTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private static let routes = RouteTable([.authorization(TestPlugin())])

    private func limits(_ change: (inout PluginServerLimits) -> Void = { _ in }) -> IntakeLimits {
        var limits = PluginServerLimits()
        limits.bodyBytes = 100
        limits.smallBodyBytes = 10
        change(&limits)
        return IntakeLimits(limits)
    }

    private func facts(
        _ path: String = "/AuthZPlugin.AuthZReq",
        _ fields: HTTPHeaders = [:],
        method: HTTPMethod = .POST,
        version: HTTPVersion = .http1_1
    ) -> RequestFacts {
        RequestFacts(HTTPRequestHead(version: version, method: method, uri: path, headers: fields), Self.routes)
    }

    @Test func oneRequestAfterTheOther() {
        var intake = CallIntake(limits(), now: Self.start)
        for _ in 0..<3 {
            same(intake.take(head: facts(), Self.start), .goOn)
            #expect(intake.phase == .body)
            same(intake.take(body: ByteBuffer(string: "ab")), nil)
            same(intake.take(body: ByteBuffer(string: "cd")), nil)
            same(intake.end(Self.start), ByteBuffer(string: "abcd"))
            #expect(intake.isHeld)
            same(intake.answered(Self.start), true)
            #expect(intake.phase == .idle)
        }
    }

    @Test func aRequestHasOneDeadlineHoweverItDribbles() {
        var intake = CallIntake(limits { $0.requestTime = .seconds(10) }, now: Self.start)
        intake.begin(Self.start)
        intake.begin(Self.start + .seconds(5))
        #expect(intake.expiry(Self.start + .seconds(9)) == .notYet)
        same(intake.take(head: facts(), Self.start + .seconds(9)), .goOn)
        same(intake.take(body: ByteBuffer(string: "a")), nil)
        #expect(intake.expiry(Self.start + .seconds(10)) == .refuse(.tooSlow))
    }

    @Test func eachPhaseEndsInItsOwnWay() {
        let limits = limits {
            $0.idleTime = .seconds(1)
            $0.answerTime = .seconds(2)
            $0.writeTime = .seconds(3)
            $0.lingerTime = .seconds(4)
        }
        var intake = CallIntake(limits, now: Self.start)
        #expect(intake.expiry(Self.start + .seconds(1)) == .close)
        _ = intake.take(head: facts(), Self.start)
        _ = intake.end(Self.start)
        #expect(intake.expiry(Self.start + .milliseconds(1999)) == .notYet)
        #expect(intake.expiry(Self.start + .seconds(2)) == .failCall)
        same(intake.answered(Self.start), true)
        intake.block(Self.start)
        #expect(intake.isHeld)
        #expect(intake.expiry(Self.start + .milliseconds(2999)) == .notYet)
        #expect(intake.expiry(Self.start + .seconds(3)) == .close)
        intake.unblock(Self.start)
        intake.refuse(Self.start)
        #expect(intake.isOver)
        #expect(intake.expiry(Self.start + .milliseconds(3999)) == .notYet)
        #expect(intake.expiry(Self.start + .seconds(4)) == .close)
    }

    @Test func aBodyIsRefusedByItsAnnouncementOrByWhatCame() {
        var announced = CallIntake(limits(), now: Self.start)
        let tooLong = facts("/AuthZPlugin.AuthZReq", ["Content-Length": "101"])
        same(announced.take(head: tooLong, Self.start), .refuse(.bodyTooLarge(100)))

        for path in ["/AuthZPlugin.AuthZReq", "/unknown"] {
            var intake = CallIntake(limits(), now: Self.start)
            same(intake.take(head: facts(path), Self.start), .goOn)
            same(intake.take(body: ByteBuffer(repeating: 0, count: 60)), nil)
            same(intake.take(body: ByteBuffer(repeating: 0, count: 40)), nil)
            same(intake.take(body: ByteBuffer(repeating: 0, count: 1)), .bodyTooLarge(100))
        }
    }

    @Test func anAnnouncementReservesNoMemory() {
        var intake = CallIntake(limits { $0.bodyBytes = .max }, now: Self.start)
        let huge = facts("/AuthZPlugin.AuthZReq", ["Content-Length": "9000000000000000000"])
        same(intake.take(head: huge, Self.start), .goOn)
        same(intake.take(body: ByteBuffer(string: "abc")), nil)
        same(intake.take(body: ByteBuffer(string: "d")), nil)
        #expect(intake.largeBodyBytes < 100)
    }

    @Test func largeBodiesAreCountedByTheirMemoryAndForgottenAfterwards() {
        var intake = CallIntake(limits(), now: Self.start)
        _ = intake.take(head: facts(), Self.start)
        _ = intake.take(body: ByteBuffer(repeating: 0, count: 10))
        #expect(intake.largeBodyBytes == 0)
        _ = intake.take(body: ByteBuffer(repeating: 0, count: 50))
        #expect(intake.largeBodyBytes >= 50)
        same(intake.end(Self.start).readableBytes, 60)
        #expect(intake.largeBodyBytes == 0)
        same(intake.answered(Self.start), true)
        _ = intake.take(head: facts(), Self.start)
        _ = intake.take(body: ByteBuffer(repeating: 0, count: 50))
        #expect(intake.largeBodyBytes == 40)
        intake.refuse(Self.start)
        #expect(intake.largeBodyBytes == 0)
    }

    @Test func theConnectionGoesOnAsTheClientAndTheServerWant() {
        var old = CallIntake(limits(), now: Self.start)
        _ = old.take(head: facts(version: .http1_0), Self.start)
        #expect(old.connection == .close)
        _ = old.end(Self.start)
        same(old.answered(Self.start), false)

        var oldKept = CallIntake(limits(), now: Self.start)
        let kept = facts("/AuthZPlugin.AuthZReq", ["Connection": "keep-alive"], version: .http1_0)
        _ = oldKept.take(head: kept, Self.start)
        #expect(oldKept.connection == .keepAliveVersion10)

        var closing = CallIntake(limits(), now: Self.start)
        _ = closing.take(head: facts("/x", ["Connection": "close"]), Self.start)
        #expect(closing.connection == .close)

        var stopped = CallIntake(limits(), now: Self.start)
        _ = stopped.take(head: facts(), Self.start)
        #expect(stopped.connection == .keepAlive)
        stopped.stop(Self.start)
        #expect(stopped.connection == .close)
        _ = stopped.end(Self.start)
        same(stopped.answered(Self.start), false)
        #expect(stopped.phase == .closing)
    }

    @Test func expectations() {
        var intake = CallIntake(limits(), now: Self.start)
        let waits = facts("/AuthZPlugin.AuthZReq", ["expect": "100-Continue", "content-length": "5"])
        same(intake.take(head: waits, Self.start), .sendContinue)
        var unknown = CallIntake(limits(), now: Self.start)
        same(unknown.take(head: facts("/x", ["Expect": "100-continue"]), Self.start), .refuse(.notFound))
        var other = CallIntake(limits(), now: Self.start)
        same(other.take(head: facts("/x", ["Expect": "more"]), Self.start), .refuse(.badExpectation))
        var old = CallIntake(limits(), now: Self.start)
        let oldWaits = facts("/AuthZPlugin.AuthZReq", ["Expect": "100-continue"], version: .http1_0)
        same(old.take(head: oldWaits, Self.start), .goOn)
    }

    @Test func anyDurationIsUsable() {
        let limits = limits {
            $0.idleTime = .seconds(Int64.max)
            $0.requestTime = .seconds(-5)
        }
        var intake = CallIntake(limits, now: Self.start)
        #expect(intake.expiry(Self.start + .hours(24)) == .notYet)
        intake.begin(Self.start)
        #expect(intake.expiry(Self.start) == .refuse(.tooSlow))
    }
}
