import DockerAPI

/// Reads the number of `min` and `max`: digits, and for sizes a unit.
struct NumberReader {
    private let node: NodeReader

    /// Docker's own units (`--memory 64m`) and their full names count in steps of 1024.
    private static let units: [(String, Int64)] = [
        ("b", 1), ("k", 1 << 10), ("kib", 1 << 10), ("m", 1 << 20), ("mib", 1 << 20), ("g", 1 << 30),
        ("gib", 1 << 30), ("t", 1 << 40), ("tib", 1 << 40), ("p", 1 << 50), ("pib", 1 << 50),
    ]
    private static let help = "write a number, `4`, `2.5`, or a size, `64MiB`, `4GiB`, `64m`, `4g`"

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode, _ key: YAMLNode, _ attribute: Attribute?) -> FixedDecimal? {
        if let attribute, !Self.canBeNumber(attribute) {
            node.source.report(
                .badNumber,
                at: key,
                "`\(key.text ?? "")` needs an attribute that can be a number",
                help: "use it with `uses.memory`, `body.…`, `query.…`, `header.…` or `status`"
            )
            return nil
        }
        guard let text = node.text(value, "`\(key.text ?? "")`", help: Self.help) else { return nil }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
        let unit = text.dropFirst(digits.count).lowercased()
        let bytes = Array(digits.utf8)
        var factor: Int64 = 1
        if !unit.isEmpty {
            guard let known = Self.units.first(where: { $0.0 == unit }) else { return refuse(text, unit, value) }
            factor = known.1
        }
        guard let number = FixedDecimal(bytes.span, times: factor) else { return refuse(text, unit, value) }
        guard !number.isInexact else {
            node.source.report(.badNumber, at: value, "a limit has at most nine digits behind the point")
            return nil
        }
        return number
    }

    private func refuse(_ text: String, _ unit: String, _ value: YAMLNode) -> FixedDecimal? {
        let shown = SafeText.inline(text, maximum: 40)
        let isDecimal = ["kb", "mb", "gb", "tb", "pb"].contains(unit)
        let help =
            isDecimal ? "write `\(unit.prefix(1).uppercased())iB` for steps of 1024, as docker counts" : Self.help
        node.source.report(.badNumber, at: value, "`\(shown)` is no number", help: help)
        return nil
    }

    private static func canBeNumber(_ attribute: Attribute) -> Bool {
        switch attribute {
        case .call(.query), .call(.header), .call(.bodyPath), .call(.fact), .call(.status), .call(.responseHeader),
            .call(.responseBodyPath):
            true
        default: false
        }
    }
}
