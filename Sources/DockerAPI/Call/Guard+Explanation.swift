extension Guard {
    /// When it stops a call, in a sentence; for the reference.
    public var explanation: String {
        switch self {
        case .malformedCall: "what dockerd sent is not a plugin call, or the client's certificate can't be read"
        case .malformedURI: "the URI has control characters, non-ASCII, `#`, a bad escape, or dot segments"
        case .malformedBody: "the body is not strictly valid JSON, or hides a known field behind a wrong type"
        case .ambiguousBody: "two keys of one object mean the same to dockerd"
        case .bodyNotVisible: "a JSON body belongs to this call and dockerd didn't show it to the plugin"
        case .unexpectedBody:
            "a body where none belongs: hidden from the plugin, or at `start`, where engines before 26 take a whole "
                + "HostConfig from it"
        case .formBody: "form parameters would win over the query and nobody shows them"
        case .unknownEndpoint: "not in the Engine API reference, or Podman's own `/libpod` API"
        }
    }
}
