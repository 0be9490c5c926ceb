import Foundation
import NIOCore
import Testing

@testable import DockerPlugin

@Suite struct EnvelopeTests {
    @Test func readsEveryFieldOfARequest() throws {
        let request = try AuthorizationRequest(json: Array(Samples.create.utf8))
        #expect(request.user == "alice")
        #expect(request.userAuthenticationMethod == "TLS")
        #expect(request.method == "POST")
        #expect(request.uri == "/v1.41/containers/create?name=a&b")
        #expect(request.hasBody)
        #expect(request.body == Array(#"{"Image":"busybox"}"#.utf8))
        #expect(request.headers.map(\.name) == ["Content-Length", "Content-Type", "X-Quote"])
        #expect(request.headers.map(\.value) == ["19", "application/json", "a\"b"])
        #expect(request.peerCertificates == ["-----BEGIN"])
    }

    @Test func absentFieldsAreEmptyAndAnAbsentBodyIsNone() throws {
        let request = try AuthorizationRequest(json: Array(Samples.ping.utf8))
        #expect(request.user == "")
        #expect(request.userAuthenticationMethod == "")
        #expect(request.body == nil)
        #expect(!request.hasBody)
        #expect(request.peerCertificates == [])
        #expect(request.withBody { $0.count } == nil)
    }

    @Test func readsAResponse() throws {
        let response = try AuthorizationResponse(json: Array(Samples.createAnswer.utf8))
        #expect(response.statusCode == 201)
        #expect(response.body == Array(#"{"Id":"1"}"#.utf8))
        #expect(response.headers.map(\.name) == ["Api-Version"])
        #expect(response.request.method == "POST")
        let bare = try AuthorizationResponse(json: Array(Samples.ping.utf8))
        #expect(bare.statusCode == nil)
        #expect(bare.body == nil)
        #expect(bare.headers.isEmpty)
    }

    @Test func spanAccessGivesTheSameAsTheProperties() throws {
        let request = try AuthorizationRequest(json: Array(Samples.create.utf8))
        var scratch: [UInt8] = []
        let copy = { (span: Span<UInt8>) in span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
        #expect(request.withUser(using: &scratch, copy) == request.user)
        #expect(request.withUserAuthenticationMethod(using: &scratch, copy) == request.userAuthenticationMethod)
        #expect(request.withMethod(using: &scratch, copy) == request.method)
        #expect(request.withURI(using: &scratch, copy) == request.uri)
        #expect(request.withBody(copy) == #"{"Image":"busybox"}"#)
        var body: [UInt8] = Array("before ".utf8)
        #expect(request.copyBody(into: &body))
        #expect(String(decoding: body, as: UTF8.self) == #"before {"Image":"busybox"}"#)
    }

    /// The buffers of one call are those of the next; a request that outlives its call keeps its body.
    @Test func requestsShareNoBodies() throws {
        var scratch = EnvelopeScratch()
        func request(_ body: String) throws -> AuthorizationRequest {
            let encoded = Data(body.utf8).base64EncodedString()
            let json = #"{"RequestMethod":"POST","RequestUri":"/a","RequestBody":"\#(encoded)","ResponseBody":"Pz8/"}"#
            return AuthorizationRequest(
                try AuthorizationEnvelope(ByteBuffer(string: json), phase: .request, scratch: &scratch)
            )
        }
        let first = try request("first")
        let second = try request("the second")
        let none = try AuthorizationEnvelope(
            ByteBuffer(string: #"{"RequestMethod":"GET","RequestUri":"/a"}"#),
            phase: .request,
            scratch: &scratch
        )
        let large = try request(String(repeating: "x", count: 3 << 20))
        let last = try request("")
        #expect(first.body == Array("first".utf8))
        #expect(second.body == Array("the second".utf8))
        #expect(none.decodedRequestBody == nil)
        #expect(large.body?.count == 3 << 20)
        #expect(last.body == [])
        #expect(last.hasBody)
        // A large body's memory isn't kept.
        #expect(scratch.requestBody.capacity < EnvelopeScratch.keptBytes)
    }

    @Test func badBodiesAreRefusedWithTheirPlace() {
        for (body, offset) in [("Pz8", 69), ("Pz8!", 69), (#"Pz8\u0021"#, 66), ("P===", 67)] {
            let json = #"{"RequestMethod":"POST","RequestUri":"/containers","RequestBody":"\#(body)"}"#
            #expect {
                _ = try AuthorizationRequest(json: Array(json.utf8))
            } throws: { error in
                let call = error as? MalformedCall
                return call?.reason == .badBase64 && call?.offset == offset
            }
        }
    }

    @Test func unknownAndDifferentlySpelledFieldsAreIgnored() throws {
        let json = #"{"New":[{"a":[1]}],"requesturi":"/b","RequestMethod":"GET","RequestUri":"/a","USER":1}"#
        let request = try AuthorizationRequest(json: Array(json.utf8))
        #expect(request.uri == "/a")
        #expect(request.user == "")
    }

    @Test func escapedNamesAndBodiesAreTheSameFields() throws {
        let json =
            #"{"RequestMeth\u006fd":"GET","RequestUri":"\/\u00e9\ud83d\ude00","RequestBody":"Pz8\/","#
            + #""RequestPeerCertificates":["\u0050z8/"]}"#
        let request = try AuthorizationRequest(json: Array(json.utf8))
        #expect(request.method == "GET")
        #expect(request.uri == "/é😀")
        #expect(request.body == Array("???".utf8))
        #expect(request.peerCertificates == ["???"])
    }

    @Test(arguments: [
        ("", MalformedCall.Reason.empty, nil),
        ("  \n", .empty, nil),
        ("{", .notJSON, 1),
        ("{\"RequestMethod\":\"GET\",}", .notJSON, 23),
        ("\u{FEFF}{}", .notJSON, 0),
        (Samples.ping + "x", .notJSON, Samples.ping.utf8.count),
        ("[]", .notObject, 0),
        ("null", .notObject, 0),
        ("\"RequestUri\"", .notObject, 0),
        ("{}", .missingField, nil),
        (#"{"RequestMethod":"GET"}"#, .missingField, nil),
        (#"{"RequestUri":"/"}"#, .missingField, nil),
        (#"{"RequestMethod":"","RequestUri":"/"}"#, .missingField, nil),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestUri":"/b"}"#, .duplicateField, 41),
        (#"{"RequestMethod":"GET","RequestUri":"/","\u0052equestUri":"/b"}"#, .duplicateField, 41),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":"","RequestBody":""}"#, .duplicateField, 58),
        (#"{"RequestMethod":null,"RequestUri":"/"}"#, .wrongType, 17),
        (#"{"RequestMethod":"GET","RequestUri":["/"]}"#, .wrongType, 36),
        (#"{"RequestMethod":"GET","RequestUri":"/","User":7}"#, .wrongType, 47),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":{}}"#, .wrongType, 54),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestHeaders":["a"]}"#, .wrongType, 57),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestHeaders":{"a":["b"]}}"#, .wrongType, 62),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestPeerCertificates":["",{}]}"#, .wrongType, 70),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":"YQ="}"#, .badBase64, 58),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":"YW*j"}"#, .badBase64, 57),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":"YR=="}"#, .badBase64, 56),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestBody":"Y\u002aQ="}"#, .badBase64, 55),
        (#"{"RequestMethod":"GET","RequestUri":"/","RequestPeerCertificates":["Y"]}"#, .badBase64, 69),
        (#"{"RequestMethod":"GET","RequestUri":"/","ResponseStatusCode":"200"}"#, .wrongType, 62),
        (#"{"RequestMethod":"GET","RequestUri":"/","ResponseStatusCode":2e2}"#, .badStatusCode, 61),
        (#"{"RequestMethod":"GET","RequestUri":"/","ResponseStatusCode":-1}"#, .badStatusCode, 61),
        (#"{"RequestMethod":"GET","RequestUri":"/","ResponseStatusCode":99999999999999999999}"#, .badStatusCode, 61),
        (#"{"RequestMethod":"GET","RequestUri":"/","ResponseBody":"!"}"#, .badBase64, 57),
    ])
    func brokenCallsAreRefusedWithTheirPlace(json: String, reason: MalformedCall.Reason, offset: Int?) {
        do {
            _ = try AuthorizationRequest(json: Array(json.utf8))
            Issue.record("accepted: \(json)")
        } catch {
            #expect(error.reason == reason)
            #expect(error.offset == offset)
            #expect(error.phase == .request)
        }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        let json = #"{"RequestMethod":"GET","RequestUri":"/","X":\#(deep)"#
        #expect(throws: MalformedCall.self) { try AuthorizationResponse(json: Array(json.utf8)) }
    }

    @Test func messagesNameTheField() {
        do {
            _ = try AuthorizationRequest(json: Array(#"{"RequestMethod":1}"#.utf8))
            Issue.record("accepted")
        } catch {
            #expect(error.description == "`RequestMethod` is not a string, at byte 17")
        }
    }
}
