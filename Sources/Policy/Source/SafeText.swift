/// Makes text from outside harmless for a terminal, a log line and a person's eye.
public enum SafeText {
    /// The longest piece of untrusted text inside a message, in characters.
    public static let standardLength = 200

    /// The text with every control, formatting and separator character written as `\u{…}`, cut to a length.
    ///
    /// - Parameter maximum: Characters (Unicode scalars) of the original that are kept; `…` stands for the rest.
    public static func inline(_ text: String, maximum: Int = standardLength) -> String {
        // Nearly always there is nothing to do.
        if text.utf8.count <= maximum, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count >= maximum {
                result += "…"
                break
            }
            count &+= 1
            append(scalar, to: &result)
        }
        return result
    }

    /// The same from bytes; what isn't UTF-8 becomes U+FFFD.
    public static func inline(_ bytes: Span<UInt8>, maximum: Int = standardLength) -> String {
        // A scalar has at most 4 bytes, and one more than the maximum shows that something was cut.
        let kept = bytes.extracting(first: min(bytes.count, (maximum &+ 1) &* 4))
        return inline(kept.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }, maximum: maximum)
    }

    /// One line of a file with every character kept in its column: what can't be shown becomes U+FFFD, a tab a space.
    public static func line(_ bytes: Span<UInt8>) -> String {
        var result = ""
        for scalar in bytes.withUnsafeBufferPointer({ String(decoding: $0, as: UTF8.self) }).unicodeScalars {
            if scalar == "\t" {
                result += " "
            } else if isShown(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\u{FFFD}"
            }
        }
        return result
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        if isShown(scalar) {
            text.unicodeScalars.append(scalar)
        } else {
            text += "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }

    /// Whether a character shows itself and does nothing else: no control, no bidirectional override, no separator.
    static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }
}
