/// References to images as the engine normalises them (`distribution/reference`): `registry/repository:tag@digest`.
enum ImageReference {
    /// What a reference without tag and digest means.
    enum Missing {
        /// `latest`.
        case latest
        /// All tags, as in a pull or push by API without a tag.
        case all
    }

    /// Appends the full reference. What is no reference at all comes out as something that matches none.
    ///
    /// - Parameter tag: A tag or a digest that was given apart; it wins over the one in the name.
    static func append(
        _ name: ArraySlice<UInt8>,
        tag: ArraySlice<UInt8> = [],
        missing: Missing,
        to output: inout [UInt8]
    ) {
        let slash = UInt8(ascii: "/")
        if tag.isEmpty, isDigest(name) {
            output.append(contentsOf: name)
            return
        }
        if tag.isEmpty, name.count == 64, name.allSatisfy(isHex) {
            output.append(contentsOf: "sha256:".utf8)
            output.append(contentsOf: name)
            return
        }
        var rest = name
        // What stands before the first slash is a registry where it looks like a host.
        if let first = name.firstIndex(of: slash), isRegistry(name[..<first]) {
            let domain = name[..<first]
            rest = name[(first + 1)...]
            let isHub = domain.elementsEqual("docker.io".utf8) || domain.elementsEqual("index.docker.io".utf8)
            if isHub { output.append(contentsOf: "docker.io".utf8) } else { output.append(contentsOf: domain) }
            output.append(slash)
            if isHub { appendLibrary(rest, to: &output) }
        } else {
            output.append(contentsOf: "docker.io/".utf8)
            appendLibrary(rest, to: &output)
        }

        let at = rest.firstIndex(of: UInt8(ascii: "@"))
        let digest = at.map { rest[($0 + 1)...] }
        let named = at.map { rest[..<$0] } ?? rest
        let tail = named.lastIndex(of: slash).map { $0 + 1 } ?? named.startIndex
        let colon = named[tail...].lastIndex(of: UInt8(ascii: ":"))
        output.append(contentsOf: colon.map { named[..<$0] } ?? named)

        if tag.contains(UInt8(ascii: ":")) {
            output.append(UInt8(ascii: "@"))
            output.append(contentsOf: tag)
            return
        }
        let own = colon.map { named[($0 + 1)...] } ?? []
        let chosen = tag.isEmpty ? own : tag
        if !chosen.isEmpty {
            output.append(UInt8(ascii: ":"))
            output.append(contentsOf: chosen)
        } else if digest == nil, missing == .latest {
            output.append(contentsOf: ":latest".utf8)
        }
        if let digest {
            output.append(UInt8(ascii: "@"))
            output.append(contentsOf: digest)
        }
    }

    /// Whether the engine may also take the text for the beginning of an image's ID.
    static func mayBeID(_ name: ArraySlice<UInt8>) -> Bool {
        let prefix = "sha256:".utf8
        let digits = name.starts(with: prefix) ? name.dropFirst(prefix.count) : name
        return !digits.isEmpty && digits.count < 64 && digits.allSatisfy(isHex)
    }

    private static func isDigest(_ name: ArraySlice<UInt8>) -> Bool {
        name.starts(with: "sha256:".utf8) && name.count == 71 && name.dropFirst(7).allSatisfy(isHex)
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
    }

    private static func isRegistry(_ host: ArraySlice<UInt8>) -> Bool {
        host.contains(UInt8(ascii: ".")) || host.contains(UInt8(ascii: ":")) || host.elementsEqual("localhost".utf8)
            || host.contains { $0 &- UInt8(ascii: "A") < 26 }
    }

    /// Docker Hub keeps its own images under `library`.
    private static func appendLibrary(_ rest: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if !rest.contains(UInt8(ascii: "/")) { output.append(contentsOf: "library/".utf8) }
    }
}
