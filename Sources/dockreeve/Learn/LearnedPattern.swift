import PCRE2

/// Patterns made of what was seen: plain text quoted, what changes from call to call left open.
enum LearnedPattern {
    /// A pattern that matches this text; only what has to be is escaped.
    static func literal(_ text: String) -> String {
        var pattern = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "/", ":", "@", ",", "=", "%":
                pattern.unicodeScalars.append(scalar)
            default: pattern += quote(String(scalar))
            }
        }
        return pattern
    }

    /// The images of one repository, whatever their tag or digest.
    static func image(_ reference: String) -> String {
        let repository = repository(of: reference)
        var parts = repository.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let last = parts.removeLast()
        guard isIdentifier(last) else { return literal(repository) + "([:@].*)?" }
        return parts.map { literal($0) + "/" }.joined() + "[0-9a-f]{12,64}([:@].*)?"
    }

    /// All images beside one of a reference: `registry.example.com/team/.*`; nothing where there is no level above.
    static func imagesBeside(_ reference: String, levels: Int) -> String? {
        let parts = repository(of: reference).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > levels else { return nil }
        return literal(parts.dropLast(levels).joined(separator: "/")) + "/.*"
    }

    /// Without tag and digest.
    private static func repository(of reference: String) -> String {
        let name = reference.prefix { $0 != "@" }
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return String(name) }
        return String(name[..<colon])
    }

    /// Whether a name is an id of an image or a container.
    private static func isIdentifier(_ name: String) -> Bool {
        (12...64).contains(name.utf8.count) && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
