import DockerAPI

/// Somebody whom a policy speaks of, to ask it what he may do.
struct ProbeCaller {
    /// As a message names him.
    let title: String
    let user: String
    let authentication: String
    let certificate: CallerCertificate?

    static let local = ProbeCaller(
        title: "everybody on the local socket",
        user: "",
        authentication: "",
        certificate: nil
    )
    static let stranger = ProbeCaller(
        title: "everybody with a certificate",
        user: "somebody-else",
        authentication: "TLS",
        certificate: nil
    )

    init(title: String, user: String, authentication: String, certificate: CallerCertificate?) {
        self.title = title
        self.user = user
        self.authentication = authentication
        self.certificate = certificate
    }

    init(user: String) {
        self.init(
            title: "`\(SafeText.inline(user, maximum: 40))`",
            user: user,
            authentication: "TLS",
            certificate: nil
        )
    }

    init(_ field: CertificateField, _ value: String) {
        var certificate = CallerCertificate()
        certificate.add(value, to: field)
        self.init(
            title: "`cert.\(field.rawValue)=\(SafeText.inline(value, maximum: 40))`",
            user: "somebody-else",
            authentication: "TLS",
            certificate: certificate
        )
    }

    /// The local socket, a stranger, a member of each group, and everybody whom a rule names.
    static func all(_ check: PolicyCheck, limit: Int = 40) -> [ProbeCaller] {
        var callers = [local, stranger]
        var seen: Set<String> = ["", "somebody-else"]
        func add(_ caller: ProbeCaller, _ name: String) {
            if callers.count < limit, seen.insert(name).inserted { callers.append(caller) }
        }
        for group in check.files.flatMap(\.groups) {
            var hasUser = false
            for member in group.members {
                switch member {
                case .user(let name) where !name.isEmpty && !hasUser:
                    hasUser = true
                    add(ProbeCaller(user: name), name)
                case .certificate(let field, let value):
                    add(ProbeCaller(field, value), "\(field.rawValue)=\(value)")
                case .user: break
                }
            }
        }
        for rule in check.rules where rule.effect == .allow {
            rule.forEachCondition { condition, _ in
                switch condition.attribute {
                case .call(.user):
                    for pattern in check.patterns(condition) {
                        let texts = pattern.texts?.map { String(decoding: $0, as: UTF8.self) }
                        for name in texts ?? [pattern.sketch.sample()] where !name.isEmpty {
                            add(ProbeCaller(user: name), name)
                        }
                    }
                case .call(.certificate(let field)):
                    for pattern in check.patterns(condition) {
                        let text = pattern.texts?.first.map { String(decoding: $0, as: UTF8.self) }
                        let value = text ?? pattern.sketch.sample()
                        if !value.isEmpty { add(ProbeCaller(field, value), "\(field.rawValue)=\(value)") }
                    }
                default: break
                }
            }
        }
        return callers
    }
}
