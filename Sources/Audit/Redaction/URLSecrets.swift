import DockerAPI

/// Finds what is secret in URLs by nature: the part before the `@` of the host, and parameters whose names say so.
enum URLSecrets {
    /// URLs in one text that are looked into; what comes after them is hidden.
    static let limit = 32

    /// Appends the ranges of what is secret. Allocates nothing where there is nothing.
    static func find(in text: Span<UInt8>, _ secrets: inout [Range<Int>]) {
        var at = 0
        var count = 0
        while let start = scheme(in: text, from: at) {
            // Each is looked at to its end, and a client can write any number of them.
            guard count < limit else {
                secrets.append(start..<text.count)
                break
            }
            count += 1
            let end = findUser(in: text, from: start, &secrets)
            findParameters(in: text, from: end, &secrets)
            at = end
        }
        findPlain(in: text, &secrets)
        // Encoded once too often, so that nobody can tell its parts.
        if hasEncodedURL(text) { secrets.append(0..<text.count) }
    }

    /// `user:password@host` without a scheme in front, or with one whose slashes a cleaned path has lost.
    private static func findPlain(in text: Span<UInt8>, _ secrets: inout [Range<Int>]) {
        var start = 0
        var colon: Int?
        for at in 0..<text.count {
            switch text[at] {
            case UInt8(ascii: "@"):
                if let colon, colon + 1 < at, !isDigest(text, at + 1) { secrets.append(start..<at) }
                start = at + 1
                colon = nil
            case UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "?"),
                UInt8(ascii: ";"), 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"):
                start = at + 1
                colon = nil
            case UInt8(ascii: ":"): colon = colon ?? at
            default: break
            }
        }
    }

    /// `image:tag@sha256:…`
    private static func isDigest(_ text: Span<UInt8>, _ start: Int) -> Bool {
        let name: StaticString = "sha256:"
        guard text.count - start >= name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount where text[start + index] != name.utf8Start[index] { return false }
        return true
    }

    /// The place behind the next `://`.
    private static func scheme(in text: Span<UInt8>, from: Int) -> Int? {
        var at = from
        while at + 2 < text.count {
            if text[at] == UInt8(ascii: ":"), text[at + 1] == UInt8(ascii: "/"), text[at + 2] == UInt8(ascii: "/") {
                return at + 3
            }
            at += 1
        }
        return nil
    }

    /// - Returns: Where the host begins.
    private static func findUser(in text: Span<UInt8>, from start: Int, _ secrets: inout [Range<Int>]) -> Int {
        var end = start
        var authority: Int?
        var user: Int?
        var goesOn = true
        while end < text.count, !isBlank(text[end]) {
            if text[end] == UInt8(ascii: "@"), goesOn { user = end }
            if authority == nil, "/?#".utf8.contains(text[end]) {
                authority = end
                goesOn = hasPassword(text, start..<end)
            }
            end += 1
        }
        guard let user else { return start }
        // `git@host` is how everybody gets in.
        let isCommon =
            user - start == 3 && text[start] == UInt8(ascii: "g") && text[start + 1] == UInt8(ascii: "i")
            && text[start + 2] == UInt8(ascii: "t")
        if user > start, !isCommon { secrets.append(start..<user) }
        return user + 1
    }

    /// Whether what looks like `host:port` has no port in it: then it is `name:pass`, and the password goes on behind a
    /// `/` that nobody encoded.
    private static func hasPassword(_ text: Span<UInt8>, _ authority: Range<Int>) -> Bool {
        guard let colon = authority.last(where: { text[$0] == UInt8(ascii: ":") }) else { return false }
        // The colons of an IPv6 address.
        if authority.contains(where: { text[$0] == UInt8(ascii: "[") }) { return false }
        return (colon + 1..<authority.upperBound).contains { text[$0] &- UInt8(ascii: "0") > 9 }
    }

    private static func findParameters(in text: Span<UInt8>, from start: Int, _ secrets: inout [Range<Int>]) {
        var at = start
        while at < text.count, !isBlank(text[at]), text[at] != UInt8(ascii: "?") { at += 1 }
        guard at < text.count, text[at] == UInt8(ascii: "?") else { return }
        at += 1
        while at < text.count, !isBlank(text[at]) {
            let name = at
            while at < text.count, !isBlank(text[at]), !"=&;".utf8.contains(text[at]) { at += 1 }
            guard at < text.count, text[at] == UInt8(ascii: "=") else {
                at += 1
                continue
            }
            let value = at + 1
            at = value
            while at < text.count, !isBlank(text[at]), !"&;#".utf8.contains(text[at]) { at += 1 }
            if at > value, SecretName.isOne(text.extracting(name..<value - 1)) { secrets.append(value..<at) }
            at += 1
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: ">")
    }

    private static func hasEncodedURL(_ text: Span<UInt8>) -> Bool {
        var hasScheme = false
        var at = 0
        while at + 2 < text.count {
            defer { at += 1 }
            guard text[at] == UInt8(ascii: "%") else { continue }
            let digits = (text[at + 1], text[at + 2] | 0x20)
            if digits == (UInt8(ascii: "3"), UInt8(ascii: "a")) { hasScheme = true }
            if hasScheme, digits == (UInt8(ascii: "4"), UInt8(ascii: "0")) { return true }
        }
        return false
    }
}
