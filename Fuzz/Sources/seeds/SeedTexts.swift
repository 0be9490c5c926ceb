/// Inputs that no fixture has.
enum SeedTexts {
    static let patterns = [
        "/containers/.*\n/containers/create", "(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaa!", "^(?:(a)|b)*$\nabababab",
        "(?i)privileged\nPRIVILEGED", "[[:alpha:]_]+\\d{2,5}\nab_12", "(?x) a # b\n c\nac", "\\Qa.b\\E.\na.bc",
        "(?<name>a|b)\\k<name>\naa", "a(?=b)b|(?!c).\nab", "\\p{Lu}+\\x{212A}\nÄK", "é|\u{10FFFF}*?\né",
        "(?>a*)a\naaa", "(a)(?(1)b|c)\nab", "(?R)?a\naa", "\\babc\\b\\Z\nabc", "(?|(a)|(b))\\1\naa",
        "[^/]+(/[^/]*)*\na/b/c", "a\\K b\na b", "(*ACCEPT)a\na", "\\C\na", "(?C1)a\na", ".*?,(.*)\na,b",
        "x{0,65535}\nxxx", "(?s-m:^.$)\n\n",
    ]

    static let rules = [
        """
        version: 1
        default: allow
        mode: monitor
        groups:
          a: [alice, 'cert.ou=Engineering', '']
        lists:
          l: ['registry\\.example\\.com/.*', localhost]
        rules:
          - id: one
            effect: deny
            mode: enforce
            message: "No ${user}, not ${group} \\u00e9"
            match:
              group: a
              body.HostConfig.Binds: { not: '/home/${user}(/.*)?' }
              any: [ { method: [GET, HEAD] }, { not: { uri: { all: '.*' } } }, { query.all: { exists: false } } ]
          - { id: two, effect: allow, match: { phase: response, status: { min: 200, max: 2.5 }, response.body.Id: x } }
        tests:
          - name: first
            user: alice
            request: { method: POST, uri: /containers/create, headers: { X-A: b }, body: { Binds: ['/:/x'] } }
            expect: deny
            rules: [one]
        """,
        """
        version: 1
        rules:
        - id: numbers
          effect: allow
          match: {body.HostConfig.Memory: {min: 64MiB, max: 4GiB}, 'body.A["x.y"][0].B[*]': {list: l}}
        - id: block
          effect: deny
          message: >-
            folded
            text
          match:
            body: |
              (?i)secret
            header.X-Y: {none: [a, b]}
            uses.host_mount: {not: /home/.*}
            cert.cn: '${cert.ou}'
        lists: {l: [a]}
        """,
        """
        policies: /etc/dockreeve/policies
        socket: /run/docker/plugins/dockreeve.sock
        audit: /dev/stdout
        mode: monitor
        guards: { malformed-uri: monitor, unknown-endpoint: enforce }
        limits: { body: 8MiB, connections: 1024, request_deadline: 30s, depth: 128 }
        """,
    ]
}
