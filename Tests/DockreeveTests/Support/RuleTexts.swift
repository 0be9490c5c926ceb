/// Rule files that several tests need.
enum RuleTexts {
    static let everything = """
        version: 1
        rules:
          - id: all.of-it
            effect: allow
            match: { method: '.*' }

        """

    /// One rule, of which nothing can be said against.
    static let fine = """
        version: 1
        rules:
          - id: see
            effect: allow
            match: { action: system.info }

        """

    /// Everything but privileged containers.
    static let unprivileged = """
        version: 1
        rules:
          - id: all.of-it
            effect: allow
            match: { method: '.*' }
          - id: host.privileged
            effect: deny
            message: Privileged containers can take over this host.
            match: { body.HostConfig.Privileged: 'true' }

        """

    /// The mistake is in line 5, column 14.
    static let broken = """
        version: 1
        rules:
          - id: one
            effect: allow
            match: { methud: GET }

        """
}
