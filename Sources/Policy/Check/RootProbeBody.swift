import DockerAPI

/// What a `container.create` has beside what a probe asks for, so that a policy that asks for limits or a certain image
/// doesn't look safe for the want of them.
struct RootProbeBody {
    /// Members at the top.
    private var top: [(String, String)] = []
    /// Members of the HostConfig.
    private var host: [(String, String)] = []
    /// A whole body instead, from a test of the policy.
    private var text: String?
    private var uri = "/containers/create"

    init(image: String, isCareful: Bool) {
        top = [("Image", Self.quoted(image))]
        guard isCareful else { return }
        top += [("User", #""1000:1000""#)]
        host = [
            ("Memory", "67108864"), ("MemorySwap", "67108864"), ("NanoCpus", "500000000"), ("PidsLimit", "100"),
            ("CapDrop", #"["ALL"]"#), ("ReadonlyRootfs", "true"), ("SecurityOpt", #"["no-new-privileges"]"#),
        ]
    }

    /// The body of a test that the policy allows.
    init?(_ test: PolicyTest) {
        guard test.call.method == "POST", case .decision(.allow, _, _) = test.expectation, let body = test.call.body,
            test.call.uri.contains("/containers/create")
        else { return nil }
        text = String(decoding: body, as: UTF8.self)
        uri = test.call.uri
    }

    func call(_ probe: RootProbe) -> (uri: String, body: String?) {
        guard let asked = probe.host else { return (probe.uri, probe.body) }
        if let text { return (uri, Self.insert(asked, into: text)) }
        var members = host.filter { member in !asked.contains { $0.key == member.0 } }
        for (name, value) in asked {
            // What was there of a list stays.
            let known = host.first { $0.0 == name }?.1
            if let known, known.hasPrefix("["), value.hasPrefix("[") {
                members.append((name, "\(known.dropLast()),\(value.dropFirst())"))
            } else {
                members.append((name, value))
            }
        }
        return (uri, Self.object(top + [("HostConfig", Self.object(members))]))
    }

    /// As text: where a member would be there twice the call is denied as ambiguous, which is on the safe side here, for
    /// nothing is claimed of it.
    private static func insert(_ asked: KeyValuePairs<String, String>, into text: String) -> String? {
        let members = asked.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        let start = "\"HostConfig\":{"
        if let place = range(of: start, in: text) {
            let rest = text[place...]
            return "\(text[..<place])\(members)\(rest.hasPrefix("}") ? "" : ",")\(rest)"
        }
        guard text.hasPrefix("{") else { return nil }
        let rest = text.dropFirst()
        return "{\"HostConfig\":{\(members)}\(rest.hasPrefix("}") ? "" : ",")\(rest)"
    }

    /// The index behind a text in another one.
    private static func range(of part: String, in text: String) -> String.Index? {
        let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
        guard bytes.count >= wanted.count else { return nil }
        for at in 0...(bytes.count - wanted.count) where bytes[at..<at + wanted.count].elementsEqual(wanted) {
            return text.utf8.index(text.utf8.startIndex, offsetBy: at + wanted.count)
        }
        return nil
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    /// A sample of a pattern, harmless as JSON.
    private static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0.isASCII && $0 != "\"" && $0 != "\\" && $0 >= " " } + "\""
    }
}
