/// A pattern that matches exactly this text, for putting a value into a pattern.
///
/// ASCII letters, digits and `_` stay as they are; ASCII punctuation gets a backslash; spaces, control characters,
/// backslashes and everything beyond ASCII become `\x{…}`. So nothing of the text is syntax, in a class and under `(?x)`
/// as well, and no `\E` can come about. Where it is put has to be a place for a character: not in a `\Q…\E`, where the
/// escapes would be text, nor inside of an escape, a quantifier's braces or the head of a group.
public func quote(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_":
            result.unicodeScalars.append(scalar)
        case "\\":
            result += #"\x{5c}"#
        case "!"..."~":
            result += "\\"
            result.unicodeScalars.append(scalar)
        default:
            result += "\\x{\(String(scalar.value, radix: 16))}"
        }
    }
    return result
}
