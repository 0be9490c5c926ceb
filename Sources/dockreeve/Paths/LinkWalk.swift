import Glibc

/// Follows the symbolic links in a path, one name after the other, as the kernel would.
enum LinkWalk {
    /// The kernel's own bound (`MAXSYMLINKS`).
    static let linkLimit = 40
    /// Names on the way, those of links included. Each is looked up from the root on.
    static let nameLimit = 512

    private enum Step {
        case plain
        case missing
        case link([UInt8])
        case unknown
    }

    private static let slash = UInt8(ascii: "/")

    /// The place that an absolute path leads to. What isn't there is kept as it is written: the engine may create it.
    ///
    /// - Returns: Nothing where nobody can say: a loop, a name or a path too long, a folder that may not be read, a link of
    ///   `/proc`, which leads each process elsewhere.
    static func target(of path: [UInt8]) -> [UInt8]? {
        guard path.first == slash, !path.contains(0) else { return nil }
        /// The names that are still to be walked, the next one last.
        var rest = names(path)
        var real: [UInt8] = []
        var links = 0
        var walked = 0
        var exists = true
        while let name = rest.popLast() {
            walked += 1
            guard walked <= nameLimit, rest.count <= nameLimit else { return nil }
            if name.elementsEqual("..".utf8) {
                // Only out of a link's text.
                real.removeSubrange((real.lastIndex(of: slash) ?? 0)...)
                exists = true
                continue
            }
            let parent = real.count
            real.append(slash)
            real += name
            guard real.count < Int(PATH_MAX), name.count <= Int(NAME_MAX) else { return nil }
            guard exists else { continue }
            switch step(real) {
            case .plain: continue
            case .missing: exists = false
            case .unknown: return nil
            case .link(let text):
                links += 1
                guard links <= linkLimit, !real.starts(with: "/proc/".utf8) else { return nil }
                real.removeSubrange((text.first == slash ? 0 : parent)...)
                rest += names(text)
            }
        }
        return real.isEmpty ? [slash] : real
    }

    /// The names in a path, the first one last.
    private static func names(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
        path.split(separator: slash).filter { !$0.elementsEqual(".".utf8) }.reversed()
    }

    private static func step(_ path: [UInt8]) -> Step {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = (path + [0]).withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlink($0, &buffer, buffer.count) } ?? -1
            }
        }
        guard count < 0 else {
            // A full buffer may be a cut text.
            return count > 0 && count < buffer.count ? .link(buffer[..<count].map(UInt8.init(bitPattern:))) : .unknown
        }
        switch errno {
        case EINVAL: return .plain
        case ENOENT, ENOTDIR: return .missing
        default: return .unknown
        }
    }
}
