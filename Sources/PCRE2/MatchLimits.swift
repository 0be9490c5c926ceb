/// What one match may cost before it is given up as failed (`pcre2api`, "The match context").
public struct MatchLimits: Sendable, Hashable {
    /// Rounds of the matching loop, per place where a match is tried.
    ///
    /// Compiled code and the interpreter count differently; both stop.
    public var matchLimit: UInt32
    /// Nested backtracking points. Heeded by the interpreter only.
    public var depthLimit: UInt32
    /// Memory for backtracking points, in KiB. Heeded by the interpreter only; compiled code has a stack of fixed size.
    public var heapLimitKiB: UInt32

    public init(matchLimit: UInt32, depthLimit: UInt32, heapLimitKiB: UInt32) {
        self.matchLimit = matchLimit
        self.depthLimit = depthLimit
        self.heapLimitKiB = heapLimitKiB
    }

    /// Ends catastrophic patterns within milliseconds.
    ///
    /// A pattern that has to try every place of a value, such as `.*x.*`, needs about a round for each of its characters:
    /// on a value of more than 200 000 characters it fails, where a search for `x` would not. No argument and no variable
    /// that Linux can give to a program is that long (`MAX_ARG_STRLEN`, 131 072 bytes).
    public static let standard = MatchLimits(matchLimit: 200_000, depthLimit: 50_000, heapLimitKiB: 16_384)
}
