/// Where a call names the object that it is about; the text is the client's own, not normalised.
public enum EndpointTarget: Sendable, Hashable {
    /// The call is about no single object (`/info`, `/containers/json`).
    case none
    /// The path placeholder with this index, counted from 0.
    case placeholder(Int)
    /// The first of these query parameters that is there and not empty; of several values, the first.
    case query([String])
    /// This top-level member of the JSON body, a string.
    case body(String)
}
