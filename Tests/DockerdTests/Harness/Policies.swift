/// Rule files that several tests need.
enum Policies {
    static let everything = """
        version: 1
        rules:
          - id: all.of-it
            effect: allow
            match: { method: '.*' }
        """

    /// Everything but privileged containers.
    static let unprivileged = """
        version: 1
        groups:
          people: ['', alice, bob]
        rules:
          - id: people.use-docker
            effect: allow
            match: { group: people }
          - id: host.privileged
            effect: deny
            message: Privileged containers can take over this host.
            match:
              method: POST
              path: /containers/create
              body.HostConfig.Privileged: 'true'
        """

    /// Alice works, bob looks.
    static let twoPeople = """
        version: 1
        rules:
          - id: alice.everything
            effect: allow
            match: { user: alice, auth: TLS }
          - id: bob.looks
            effect: allow
            match: { user: bob, auth: TLS, method: 'GET|HEAD' }
          - id: bob.runs-nothing
            effect: deny
            message: Bob may look and not run.
            match: { user: bob, method: POST }
        """
}
