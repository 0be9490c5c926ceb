import DockerAPI
import TestSupport
import Testing

@Suite("Any URI")
struct URIPropertyTests {
    @Test("a canonical URI is canonical")
    func identity() {
        var random = SeededGenerator(seed: 11)
        var count = 0
        for _ in 0..<4000 {
            let call = Calls.read("GET", Self.uri(&random))
            guard !call.guards.contains(.malformedURI) else { continue }
            // A second version is no part of any route: the catalogue doesn't know such a path.
            guard call.path.wholeMatch(of: /\/v[0-9.]+\/.*/) == nil else {
                #expect(call.guards.contains(.unknownEndpoint))
                continue
            }
            count += 1
            let again = Calls.read("GET", call.uri)
            #expect(again.uri == call.uri)
            #expect(again.path == call.path)
            #expect(again.action == call.action)
            #expect(again.target == call.target)
            #expect(again.parameters.elementsEqual(call.parameters) { $0 == $1 })
        }
        #expect(count > 1000)
    }

    @Test("percent-encoding anything of a path or a value changes nothing")
    func encoding() {
        var random = SeededGenerator(seed: 12)
        let uris = [
            "/v1.43/containers/create?name=a&platform=b", "/containers/web/json", "/images/a/b:c/push?tag=1",
            "/build?t=x&t=y&networkmode=host", "/plugins/foo/bar:latest/disable",
        ]
        for _ in 0..<500 {
            let uri = uris[Int(random.next() % UInt64(uris.count))]
            var encoded = ""
            for byte in uri.utf8 {
                let isSyntax = "?&=".utf8.contains(byte)
                if !isSyntax, encoded.utf8.count > 0, random.next() % 3 == 0 {
                    let hex = String(byte, radix: 16, uppercase: random.next() % 2 == 0)
                    encoded += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
                } else {
                    encoded.unicodeScalars.append(Unicode.Scalar(byte))
                }
            }
            let (plain, other) = (Calls.read("POST", uri), Calls.read("POST", encoded))
            #expect(other.uri == plain.uri)
            #expect(other.action == plain.action)
            #expect(other.target == plain.target)
            #expect(other.version == plain.version)
        }
    }

    @Test("random bytes never crash, and are read or refused")
    func noise() {
        var random = SeededGenerator(seed: 13)
        var reader = CallReader()
        for _ in 0..<4000 {
            var bytes = Array(Self.uri(&random).utf8)
            for _ in 0..<Int(random.next() % 4) where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            if random.next() % 8 == 0 { bytes = bytes.map { _ in UInt8(truncatingIfNeeded: random.next()) } }
            var wire = WireCall()
            wire.setMethod(Array("GET".utf8).span)
            wire.setURI(bytes.span)
            reader.read(wire, needs: CallNeeds(facts: .all, canonicalBody: true))
            let isRefused = reader.call.guards.contains(.malformedURI) || reader.call.guards.contains(.malformedCall)
            #expect(isRefused == reader.call.uri.isEmpty)
        }
    }

    /// A URI out of pieces that mean something to some reader of URIs.
    static func uri(_ random: inout SeededGenerator) -> String {
        let pieces = [
            "/", "/", "/", "v1.41", "containers", "create", "json", "images", "a", "..", ".", "%2f", "%2e", "%41", "%",
            "%zz", "%00", "?", "&", "=", "all", "1", "+", "%20", ";", "#", ":", "@", "http://", "x", "%25", "%e4%b8%ad",
            "%ff", "networks", "%3f", "v", "9", "info", "~", "*",
        ]
        var uri = random.next() % 8 == 0 ? "" : "/"
        for _ in 0..<Int(random.next() % 14) { uri += pieces[Int(random.next() % UInt64(pieces.count))] }
        return uri
    }
}
