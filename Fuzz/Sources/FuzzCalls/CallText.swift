import DockerAPI

/// A call as the text that the fuzzers mutate, much like HTTP:
///
/// ```
/// POST /v1.43/containers/create?name=a
/// @user alice
/// Content-Type: application/json
///
/// {"Image":"busybox"}
/// ```
///
/// Lines with `@` in front are what dockerd adds: `@user`, `@auth`, `@cert`; `@status`, `@response` and
/// `@response-header`, which make it the response phase; `@base64`, another body. Any other one is the name of an
/// attribute that is asked for beside the usual ones. There is a body where there is an empty line.
public struct CallText {
    public private(set) var wire = WireCall()
    public private(set) var attributes: [CallAttribute] = []

    public init(_ input: UnsafeBufferPointer<UInt8>) {
        var rest = Array(input)[...]
        let first = Self.line(&rest)
        let words = first.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        wire.setMethod(Array(words.first ?? []).span)
        wire.setURI(Array(words.count > 1 ? words[1] : []).span)
        while !rest.isEmpty {
            let line = Self.line(&rest)
            if line.isEmpty {
                wire.setBody(Array(rest).span)
                return
            }
            if line.first == UInt8(ascii: "@") { readExtra(line.dropFirst()) } else { readHeader(line) }
        }
    }

    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        rest = rest.dropFirst(line.count + 1)
        return line
    }

    private mutating func readHeader(_ line: ArraySlice<UInt8>) {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        let value = line.dropFirst(name.count + 1).drop { $0 == UInt8(ascii: " ") }
        wire.addHeader(name: Array(name).span, value: Array(value).span)
    }

    private mutating func readExtra(_ line: ArraySlice<UInt8>) {
        let name = line.prefix { $0 != UInt8(ascii: " ") }
        let value = Array(line.dropFirst(name.count + 1))
        switch String(decoding: name, as: UTF8.self) {
        case "user": wire.setUser(value.span)
        case "auth": wire.setAuthentication(value.span)
        case "cert": wire.addCertificate(pem: value.span)
        case "base64": wire.setBody(base64: value.span)
        case "status":
            wire.phase = .response
            wire.status = Int(String(decoding: value, as: UTF8.self))
        case "response":
            wire.phase = .response
            wire.setResponseBody(value.span)
        case "response-header":
            wire.phase = .response
            wire.addResponseHeader(name: Array("X-Test".utf8).span, value: value.span)
        default:
            if let attribute = try? CallAttribute(parsing: String(decoding: name, as: UTF8.self)) {
                attributes.append(attribute)
            }
        }
    }
}
