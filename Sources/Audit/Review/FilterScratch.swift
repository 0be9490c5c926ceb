import PCRE2
import StrictJSON

/// Buffers for looking at records, kept from one to the next.
struct FilterScratch {
    let match = MatchScratch()
    private var tokens = JSONTokens()
    private var text: [UInt8] = []

    /// Whether the test holds for the value of a string.
    mutating func holds(_ token: JSONToken, _ bytes: Span<UInt8>, _ test: (Span<UInt8>) -> Bool) -> Bool {
        guard token.kind == .string, token.range.upperBound <= bytes.count else { return false }
        guard token.hasEscape else { return test(bytes.extracting(token.range)) }
        text.removeAll(keepingCapacity: true)
        JSONString.decode(bytes, token.range, into: &text)
        return test(text.span)
    }

    /// Whether the test holds for one of the strings of a list.
    mutating func holdsForAny(_ list: JSONToken, _ bytes: Span<UInt8>, _ test: (Span<UInt8>) -> Bool) -> Bool {
        guard list.kind == .array else { return false }
        return holdsForAny(of: list, bytes, test)
    }

    /// Whether the test holds for one of the strings in the lists of an object's members.
    ///
    /// - Parameter names: Which members count.
    mutating func holdsForAny(
        in object: JSONToken,
        _ bytes: Span<UInt8>,
        names: (Span<UInt8>) -> Bool,
        _ test: (Span<UInt8>) -> Bool
    ) -> Bool {
        guard object.kind == .object, object.range.upperBound <= bytes.count else { return false }
        let part = bytes.extracting(object.range)
        guard tokens.scan(part) == nil, let root = tokens.tokens.first else { return false }
        var at = 1
        while at < root.next {
            let (name, value) = (tokens.tokens[at], tokens.tokens[at + 1])
            if holds(name, part, names) {
                var item = value.kind == .array ? at + 2 : at + 1
                while item < value.next {
                    if holds(tokens.tokens[item], part, test) { return true }
                    item = Int(tokens.tokens[item].next)
                }
            }
            at = Int(value.next)
        }
        return false
    }

    private mutating func holdsForAny(
        of list: JSONToken,
        _ bytes: Span<UInt8>,
        _ test: (Span<UInt8>) -> Bool
    ) -> Bool {
        guard list.range.upperBound <= bytes.count else { return false }
        let part = bytes.extracting(list.range)
        guard tokens.scan(part) == nil, let root = tokens.tokens.first else { return false }
        var at = 1
        while at < root.next {
            if holds(tokens.tokens[at], part, test) { return true }
            at = Int(tokens.tokens[at].next)
        }
        return false
    }
}
