import DockerAPI

/// One entry of `groups`.
struct GroupSyntax {
    enum Member {
        /// A user's name; empty for the local socket.
        case user(String)
        case certificate(CertificateField, String)
    }

    let name: String
    let node: YAMLNode
    let members: [Member]
}
