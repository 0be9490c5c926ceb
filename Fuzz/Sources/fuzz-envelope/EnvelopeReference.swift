import FuzzSupport

/// A plugin call read the slow way. There is none for what must be refused.
struct EnvelopeReference {
    private(set) var user = ""
    private(set) var authentication = ""
    private(set) var method = ""
    private(set) var uri = ""
    private(set) var encodedBody: String?
    private(set) var headers: [(String, String)] = []
    private(set) var certificates: [[UInt8]] = []
    private(set) var status: Int?
    private(set) var encodedResponse: String?
    private(set) var responseHeaders: [(String, String)] = []

    var body: [UInt8]? { encodedBody.flatMap(Self.decode) }
    var responseBody: [UInt8]? { encodedResponse.flatMap(Self.decode) }

    private static let names = [
        "User", "UserAuthNMethod", "RequestMethod", "RequestUri", "RequestBody", "RequestHeaders",
        "RequestPeerCertificates", "ResponseStatusCode", "ResponseBody", "ResponseHeaders",
    ]

    init?(_ input: UnsafeBufferPointer<UInt8>) {
        guard case .object(let members)? = JSONReference.read(input) else { return nil }
        for name in Self.names {
            let found = members.filter { $0.name.utf8.elementsEqual(name.utf8) }
            guard found.count < 2 else { return nil }
            if let member = found.first, !take(name, member.value) { return nil }
        }
        guard !method.isEmpty, !uri.isEmpty else { return nil }
    }

    private mutating func take(_ name: String, _ value: JSONValue) -> Bool {
        switch (name, value) {
        case ("User", .string(let text)): user = text
        case ("UserAuthNMethod", .string(let text)): authentication = text
        case ("RequestMethod", .string(let text)): method = text
        case ("RequestUri", .string(let text)): uri = text
        case ("RequestBody", .string(let text)):
            encodedBody = text
            return Self.decode(text) != nil
        case ("ResponseBody", .string(let text)):
            encodedResponse = text
            return Self.decode(text) != nil
        case ("RequestHeaders", .object(let members)):
            headers = Self.strings(members)
            return headers.count == members.count
        case ("ResponseHeaders", .object(let members)):
            responseHeaders = Self.strings(members)
            return responseHeaders.count == members.count
        case ("RequestPeerCertificates", .array(let values)):
            certificates = values.compactMap { if case .string(let text) = $0 { Self.decode(text) } else { nil } }
            return certificates.count == values.count
        case ("ResponseStatusCode", .number(let text)):
            guard text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
            status = Int(text)
        default: return false
        }
        return true
    }

    private static func strings(_ members: [JSONValue.Member]) -> [(String, String)] {
        members.compactMap { if case .string(let text) = $0.value { ($0.name, text) } else { nil } }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4, padded, the last bits, which stand for nothing, zero.
    private static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 4 == 0 else { return nil }
        let padding = text.utf8.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
        var bits: UInt32 = 0
        var count: UInt32 = 0
        var bytes: [UInt8] = []
        for byte in text.utf8.dropLast(padding) {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bits & (1 << count - 1) == 0 ? bytes : nil
    }
}
