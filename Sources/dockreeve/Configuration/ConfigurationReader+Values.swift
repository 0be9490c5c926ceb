import Policy

/// Values of their own, where they don't belong to the configuration as a whole.
extension ConfigurationReader {
    /// - Returns: Nothing where it is none; then that has been said.
    mutating func flag(_ node: YAMLNode) -> Bool? {
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            wrongType(node, "`true` or `false`")
            return nil
        }
    }

    mutating func number(_ node: YAMLNode, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.text, let number = QuantityText.parse(text) else {
            wrongType(node, "a whole number, with `s`, `KiB`, `MiB` or `GiB` behind it if you like")
            return nil
        }
        guard range.contains(number) else {
            report(.badNumber, node.mark, "\(number) is outside of \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// - Parameter maximum: Bytes that it may have; a unix socket's path has at most 107.
    mutating func path(_ node: YAMLNode, maximum: Int = 4095) -> String? {
        guard let text = node.text, !text.isEmpty, !text.utf8.contains(0) else {
            wrongType(node, "a path")
            return nil
        }
        guard text.hasPrefix("/"), text.utf8.count <= maximum else {
            let shown = SafeText.inline(text)
            let fault = text.hasPrefix("/") ? "is longer than \(maximum) bytes" : "is not an absolute path"
            report(
                .unknownValue,
                node.mark,
                "`\(shown)` \(fault)",
                help: "a service has no working directory to speak of; write the path from `/` on"
            )
            return nil
        }
        return text
    }
}
