/// Why a text names no attribute.
public enum CallAttributeError: Error, Sendable, Equatable {
    /// No attribute is called that; ``CallAttribute/names`` has those that are.
    case unknownName
    /// What follows `body` is no path; its offset counts from the start of the whole name.
    case badPath(BodyPathError)
}
