/// A way from the top of a JSON body to some of its values: `HostConfig.Mounts[*].Source`, `Labels["com.example.x"]`.
///
/// Lists are walked where the path doesn't say so: `Env` is `Env[*]`, and `Mounts.Source` is `Mounts[*].Source`. `[*]`
/// also takes every member of an object whose names are the client's own. Names of struct fields are compared as Go's
/// decoder does, those of maps exactly.
public struct BodyPath: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case name(Name)
        case index(Int)
        case every
    }

    /// The name of a member; an object, so that walking along a path copies a reference.
    final class Name: Hashable, Sendable {
        let exact: [UInt8]
        let folded: [UInt8]
        /// ``PlanField/fold`` of the fields that it names; 0 for none.
        let fold: UInt16

        init(_ exact: [UInt8]) {
            self.exact = exact
            var folded: [UInt8] = []
            FoldedName.fold(exact.span, into: &folded)
            self.folded = folded
            fold = SchemaPlan.shared.fold(of: folded)
        }

        static func == (left: Name, right: Name) -> Bool { left.exact == right.exact }

        func hash(into hasher: inout Hasher) { hasher.combine(exact) }
    }

    /// Bounds how deep a walk can go.
    static let maximumSteps = 64

    let steps: [Step]

    /// Reads a path as rule files write it.
    public init(parsing text: String) throws(BodyPathError) {
        var parser = BodyPathParser(Array(text.utf8))
        steps = try parser.parse()
    }
}

extension BodyPath: CustomStringConvertible {
    /// The path in its shortest form.
    public var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .every: text += "[*]"
            case .index(let index): text += "[\(index)]"
            case .name(let name) where name.isPlain:
                if !text.isEmpty { text += "." }
                text += String(decoding: name.exact, as: UTF8.self)
            case .name(let name):
                text += "[\"\(String(decoding: name.exact.flatMap { $0.quoted }, as: UTF8.self))\"]"
            }
        }
        return text
    }
}

extension BodyPath.Name {
    fileprivate var isPlain: Bool {
        !exact.isEmpty && !exact.contains { ".[]\"\\".utf8.contains($0) }
    }
}

extension UInt8 {
    fileprivate var quoted: [UInt8] {
        self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), self] : [self]
    }
}
