/// The rule files of `policies/`, inside of the program.
enum PolicyLibrary {
    /// A few files that belong together.
    struct Bundle {
        let name: String
        let purpose: String
        let files: [String]
    }

    static let bundles = [
        Bundle(
            name: "team",
            purpose: "a host that a team shares",
            files: ["members", "self-protection", "resource-limits"]
        ),
        Bundle(
            name: "ci",
            purpose: "a host that builds",
            files: ["ci-runner", "self-protection", "registry-allowlist"]
        ),
        Bundle(name: "agent", purpose: "an AI agent and nobody else", files: ["ai-agent", "no-host-access"]),
        Bundle(name: "watch", purpose: "people and programs that look", files: ["read-only", "monitoring"]),
    ]

    static func text(of name: String) -> String? {
        files.first { $0.name == name }?.text
    }

    /// The first sentence of a file's comment.
    static func purpose(of text: String) -> String {
        let line = text.prefix { $0 != "\n" }
        return String(line.drop { $0 == "#" || $0 == " " })
    }

    /// The files that a name of a bundle or of a file stands for; nothing where it is neither.
    static func files(named name: String) -> [String]? {
        if let bundle = bundles.first(where: { $0.name == name }) { return bundle.files }
        return text(of: name) == nil ? nil : [name]
    }

    static var names: [String] { bundles.map(\.name) + files.map(\.name) }
}
