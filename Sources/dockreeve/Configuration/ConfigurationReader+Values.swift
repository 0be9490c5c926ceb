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

    /// A whole number and nothing else.
    mutating func count(_ node: YAMLNode, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.text, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let count = Int(text) else {
            wrongType(node, "a whole number")
            return nil
        }
        return checked(count, range, node, unit: "")
    }

    /// In bytes.
    mutating func size(_ node: YAMLNode, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.text, let bytes = SizeText.bytes(text) else {
            wrongType(node, "a size, a whole number with `KiB`, `MiB` or `GiB` behind it if you like,")
            return nil
        }
        return checked(bytes, range, node, unit: "")
    }

    /// A span of time, in seconds.
    mutating func seconds(_ node: YAMLNode, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.text, let seconds = DurationText.seconds(text) else {
            wrongType(node, "a span of time, a whole number with `s`, `m`, `h`, `d` or `w` behind it,")
            return nil
        }
        return checked(Int(clamping: seconds), range, node, unit: " s")
    }

    private mutating func checked(_ number: Int, _ range: ClosedRange<Int>, _ node: YAMLNode, unit: String) -> Int? {
        guard range.contains(number) else {
            let limits = "\(range.lowerBound) to \(range.upperBound)\(unit)"
            report(.badNumber, node.mark, "\(number)\(unit) is outside of \(limits)")
            return nil
        }
        return number
    }

    /// Takes over a value, where there is one.
    mutating func set<Value>(_ place: WritableKeyPath<ServeConfiguration, Value>, _ value: Value?) {
        if let value { configuration[keyPath: place] = value }
    }

    /// The same where nothing is a value too.
    mutating func set<Value>(_ place: WritableKeyPath<ServeConfiguration, Value?>, _ value: Value?) {
        if let value { configuration[keyPath: place] = value }
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
