import DockerAPI
import Foundation

/// Calls that were sent to a real engine 20.10, with what it did.
struct CorpusCase: Decodable, CustomStringConvertible, Sendable {
    let id: String
    let family: String
    let goal: String
    let user: String
    let method: String
    let uri: String
    let headers: [String: String]
    let body: String?
    let body_b64: String?
    let body_visible: Bool
    let must: String
    let why: String

    var description: String { "\(id) \(family): \(method) \(uri.prefix(60)) \(why)" }

    /// What the plugin was shown of the call.
    var wire: WireCall {
        var bytes: [UInt8]?
        if body_visible {
            bytes = body_b64.flatMap { Data(base64Encoded: $0) }.map(Array.init) ?? body.map { Array($0.utf8) }
        }
        return WireCall(method: method, uri: uri, headers: headers.map { ($0.key, $0.value) }, body: bytes)
    }

    static let all: [CorpusCase] = Fixture.lines("corpus.jsonl").map { line in
        try! JSONDecoder().decode(CorpusCase.self, from: line)
    }
}

/// Plugin calls that a real engine 20.10 made while the docker CLI and docker-compose used it.
struct RecordedCall: Decodable, Sendable {
    struct Call: Decodable, Sendable {
        let RequestMethod: String?
        let RequestUri: String?
        let RequestBody: String?
        let RequestHeaders: [String: String]?
        let ResponseStatusCode: Int?
        let ResponseBody: String?
        let ResponseHeaders: [String: String]?
    }

    let endpoint: String
    let call: Call

    var wire: WireCall {
        var wire = WireCall()
        wire.setMethod(Array((call.RequestMethod ?? "").utf8).span)
        wire.setURI(Array((call.RequestUri ?? "").utf8).span)
        for (name, value) in call.RequestHeaders ?? [:] {
            wire.addHeader(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        if let body = call.RequestBody { wire.setBody(base64: Array(body.utf8).span) }
        if endpoint.hasSuffix("Res") { wire.phase = .response }
        wire.status = call.ResponseStatusCode
        for (name, value) in call.ResponseHeaders ?? [:] {
            wire.addResponseHeader(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        if let body = call.ResponseBody { wire.setResponseBody(base64: Array(body.utf8).span) }
        return wire
    }

    static let all: [RecordedCall] = Fixture.lines("traffic.jsonl").map { line in
        try! JSONDecoder().decode(RecordedCall.self, from: line)
    }
}

enum Fixture {
    static func lines(_ name: String, file: String = #filePath) -> [Data] {
        let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
        return try! Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
