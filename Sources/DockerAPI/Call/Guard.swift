/// A check that stands before all rules: it denies a call that dockerd would execute otherwise than it looks.
///
/// The raw values are the stable reason codes. Each guard can be switched to monitor by name; none is ever silent.
public enum Guard: String, CaseIterable, Sendable {
    /// The plugin call is empty, is not JSON, lacks method or URI, or has bad base64. An empty one is what dockerd sends
    /// when it tries a second time.
    case malformedCall = "malformed-call"
    /// The request target can't be brought to the one path and query that dockerd's router would see.
    case malformedURI = "malformed-uri"
    /// The body is not one strict JSON value, or a known field has a type that hides it.
    case malformedBody = "malformed-body"
    /// Two members of one object are the same field to Go's decoder.
    case ambiguousBody = "ambiguous-body"
    /// The endpoint reads a body and dockerd showed none.
    case bodyNotVisible = "body-not-visible"
    /// There is a body where the endpoint has none.
    case unexpectedBody = "unexpected-body"
    /// A form body: its parameters win over those of the query, and nobody shows them to us.
    case formBody = "form-body"
    /// The endpoint is not in the catalogue.
    case unknownEndpoint = "unknown-endpoint"
}
