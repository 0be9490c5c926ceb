/// Bounds for patterns that stand for several of the caller's values.
enum TemplateLimits {
    /// How many of them one pattern is tried with; whoever has more gets an evaluation error.
    static let values = 64
}
