import DockerAPI
import Policy

/// Who is asked about, as far as that is told.
struct Caller {
    let name: String
    let isLocal: Bool
    /// PEM; without one the fields of the certificate are unknown, for a caller with a name.
    let certificates: [String]
    /// The groups, where they are told.
    let groups: Set<String>?

    /// A call that nobody has made: all that a caller could write in it is unknown.
    func call(_ method: String, _ endpoint: Endpoint) -> (call: APICall, unknowns: CallUnknowns) {
        let hasPlaceholders = !endpoint.path.placeholders.isEmpty
        let wire = WireCall(
            method: method,
            uri: Self.sample(endpoint.path),
            user: name,
            authentication: isLocal ? "" : "TLS",
            certificates: certificates
        )
        var reader = CallReader(
            options: ReaderOptions(readCertificate: { pem in
                CertificateParser.parse(pem: pem.withUnsafeBufferPointer { Array($0) })
            })
        )
        reader.read(wire)
        var unknowns = CallUnknowns(
            attributes: [.uri, .version, .query, .header, .target, .body],
            facts: endpoint.possibleFacts,
            statedGroups: groups
        )
        if name.isEmpty, !isLocal, certificates.isEmpty { unknowns.attributes.insert(.user) }
        if hasPlaceholders { unknowns.attributes.insert(.path) }
        unknowns.route = .init(endpoint)
        if certificates.isEmpty, !isLocal { unknowns.certificate = Set(CertificateField.allCases) }
        return (reader.call, unknowns)
    }

    /// A path of the route; its placeholders are unknown to the rules.
    private static func sample(_ path: PathTemplate) -> String {
        var sample = ""
        var isInside = false
        for character in path.text {
            switch character {
            case "{":
                isInside = true
                sample += "x"
            case "}": isInside = false
            default: if !isInside { sample.append(character) }
            }
        }
        return sample
    }
}
