import DockerAPI
import FuzzSupport
import Policy

/// Rule files that look at every attribute in every way.
enum DecisionPolicies {
    static let all: [Policy] = [people, everything].map { text in
        let result = Policy.compile([RuleFile(name: "rules.yaml", text: text)])
        guard let policy = result.policy else { fail("\(result.diagnostics)") }
        return policy
    }

    static let monitored: GuardModes = {
        var guards = GuardModes.enforced
        for guarding in Guard.allCases { guards[guarding] = .monitor }
        return guards
    }()

    private static let people = """
        version: 1
        groups:
          developers: [alice, bob, 'cert.ou=Engineering']
          local: ['']
        lists:
          registries: ['registry\\.example\\.com/.*', 'localhost:5000/.*']
        rules:
          - { id: local.all, effect: allow, match: { group: local } }
          - id: developers.work
            effect: allow
            match: { group: developers, path: '/(containers|images|networks|volumes|exec|build)(/.*)?' }
          - id: host.mounts
            effect: deny
            message: Only directories below /home/${user} can be mounted.
            match: { body.HostConfig.Binds: { not: '/home/${user}(/[^:]*)?:.*' } }
          - id: host.privileged
            effect: deny
            match: { action: 'container\\.create|exec\\.create', body.HostConfig.Privileged: 'true' }
          - id: own.images
            effect: deny
            match: { body.Image: { not: { list: registries } } }
          - id: secrets
            effect: deny
            mode: monitor
            match: { body: '(?i)(PASSWORD|SECRET|TOKEN)=.+' }
        """

    private static let everything = """
        version: 1
        default: allow
        groups: { all: [alice, bob, '', x] }
        rules:
          - id: memory
            effect: deny
            match: { body.HostConfig.Memory: { min: 64MiB, max: 4GiB }, user: { exists: false } }
          - id: nested
            effect: deny
            match:
              any: [ { query.name: '${user}' }, { header.X-Name: { all: 'a*' } }, { not: { version: '1\\..*' } } ]
              target: { none: '[a-z]+' }
          - { id: paths, effect: deny, match: { 'body.Labels["com.example"]': x, 'body.Env[0]': '.*' } }
          - { id: members, effect: deny, match: { 'body[*]': 'secret.*' } }
          - { id: slow, effect: deny, match: { target: '(a+)+b' } }
          - { id: cert, effect: allow, match: { cert.cn: '${user}', auth: TLS, cert.ou: { exists: true } } }
          - { id: uses, effect: deny, match: { uses.privileged: 'true', uses.host_mount: { not: '/home/.*' } } }
          - { id: status, effect: deny, match: { phase: response, status: { max: 299 }, response.body.Id: 'a.*' } }
          - { id: answer, effect: deny, match: { phase: response, response.header.X-Test: '.*x' } }
          - { id: secret, effect: deny, match: { phase: response, response.body: secret } }
        """
}
