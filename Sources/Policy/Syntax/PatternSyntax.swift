/// A pattern, or the name of a list of patterns, where a pattern can stand.
enum PatternSyntax {
    case pattern(String, YAMLNode)
    case list(String, YAMLNode)
}
