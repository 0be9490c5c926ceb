import FuzzSupport

@testable import DockerAPI

/// The input is a request target: its canonical form is its own canonical form, and holds nothing that a router or a
/// reader could take for something else.
@main struct URITarget: FuzzTarget {
    private var arena: [UInt8] = []
    private var uri = CanonicalURI()
    private var again = CanonicalURI()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        arena = Array("before".utf8)
        let raw = put(input)
        for isConnect in [true, false] {
            if let fault = uri.read(raw, isConnect: isConnect, arena: &arena) {
                require(fault.offset >= 0 && fault.offset <= input.count, "the fault is outside of the URI")
                require(!URIReference.isPlain(input), "refused: \(fault)")
                continue
            }
            checkParts()
            checkMeaning(input)
            checkAgain()
        }
        require(arena.starts(with: "before".utf8), "what stood in the arena before was changed")
    }

    private mutating func put(_ bytes: some Collection<UInt8>) -> ByteRange {
        let start = arena.count
        arena.append(contentsOf: bytes)
        return ByteRange(start, arena.count)
    }

    private func bytes(_ range: ByteRange) -> [UInt8] { Array(arena[range.range]) }

    private var pairs: [[[UInt8]]] { uri.parameters.map { [bytes($0.name), bytes($0.value)] } }

    private func checkParts() {
        let path = bytes(uri.path)
        require(path.first == UInt8(ascii: "/"), "the path does not begin with a slash")
        require(!path.contains { $0 < 0x20 || $0 == 0x7F }, "the path holds a control character")
        require(String(validating: path, as: UTF8.self) != nil, "the path is not UTF-8")
        let segments = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        require(!segments.dropLast().contains { $0.isEmpty }, "the path holds an empty segment")
        let dots = segments.contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
        require(!dots, "the path holds a dot segment")
        require(bytes(uri.version).allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }, "an odd version")
        require(bytes(uri.text).allSatisfy { $0 > 0x20 && $0 < 0x7F }, "the canonical form holds more than ASCII")
        require(bytes(uri.text).count { $0 == UInt8(ascii: "?") } <= 1, "the canonical form has two queries")
        for part in pairs.joined() {
            require(!part.contains(0), "a parameter holds a NUL")
            require(String(validating: part, as: UTF8.self) != nil, "a parameter is not UTF-8")
        }
        for (one, next) in zip(uri.parameters, uri.parameters.dropFirst()) {
            let (left, right) = (bytes(one.name), bytes(next.name))
            // Of one name, in the order of the query; names and values that are empty begin where the one before does.
            let isSorted = left == right ? one.value.start <= next.value.start : left.lexicographicallyPrecedes(right)
            require(isSorted, "the parameters are not sorted")
        }
    }

    private func checkMeaning(_ input: UnsafeBufferPointer<UInt8>) {
        let reference = URIReference(input)
        let version = bytes(uri.version)
        require(reference.path == (version.isEmpty ? [] : Array("/v".utf8) + version) + bytes(uri.path), "another path")
        var rest = reference.parameters
        for pair in pairs {
            guard let index = rest.firstIndex(of: pair) else {
                fail("a parameter that isn't there: \(pair.map(shown))")
            }
            rest.remove(at: index)
        }
        require(rest.isEmpty, "a parameter was lost")
    }

    /// Reads the canonical form. A version is put in front: there was one, or the path could look as if it had one.
    private mutating func checkAgain() {
        let (path, text, before) = (bytes(uri.path), bytes(uri.text), pairs)
        let raw = put(Array("/v1.99".utf8) + text)
        if let fault = again.read(raw, isConnect: false, arena: &arena) {
            fail("the canonical form is refused: \(fault)")
        }
        require(bytes(again.version).elementsEqual("1.99".utf8), "the version is lost")
        require(bytes(again.path) == path, "the path of the canonical form is another one")
        require(bytes(again.text) == text, "the canonical form has another canonical form")
        require(again.parameters.map { [bytes($0.name), bytes($0.value)] } == before, "the parameters are other ones")
    }
}
