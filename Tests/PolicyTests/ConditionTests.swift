import DockerAPI
import Testing

@testable import Policy

/// What each way to write a condition means.
struct ConditionTests {
    static let create = call(
        "POST",
        "/v1.43/containers/create?name=web&t=a&t=b",
        body: #"{"Image":"nginx","Env":["A=1","B=2"],"HostConfig":{"Memory":67108864,"Binds":["/home/alice/x:/x"]}}"#,
        headers: [("X-Team", "blue")]
    )

    @Test(arguments: [
        ("{ method: POST }", true),
        ("{ method: post }", false),
        ("{ method: PO }", false),
        ("{ method: 'P.*' }", true),
        ("{ method: [GET, POST] }", true),
        ("{ method: GET|POST }", true),
        ("{ method: '(?:GET|PUT)' }", false),
        ("{ path: /containers/create }", true),
        ("{ path: /containers }", false),
        ("{ path: containers/create }", false),
        ("{ path: '/containers/.*' }", true),
        ("{ path: '^/containers/create$' }", true),
        ("{ path: '/containers/create|/info' }", true),
        ("{ path: '/info|/containers' }", false),
        ("{ version: '1\\.43' }", true),
        ("{ version: '1\\.4' }", false),
        ("{ uri: '/containers/create\\?name=web&t=a&t=b' }", true),
        ("{ user: alice, method: POST }", true),
        ("{ user: alice, method: GET }", false),
        ("{ auth: TLS }", true),
        ("{ action: 'container\\.create' }", true),
        ("{ query.name: web }", true),
        ("{ query.t: b }", true),
        ("{ query.t: c }", false),
        ("{ query.NAME: web }", false),
        ("{ header.x-team: blue }", true),
        ("{ header.X-Team: bl }", false),
        ("{ body: '\"Image\":\"nginx\"' }", true),
        ("{ body: '^nginx$' }", false),
        ("{ body.Image: nginx }", true),
        ("{ body.image: nginx }", true),
        ("{ body.Env: 'B=.*' }", true),
        ("{ 'body.Env[0]': 'B=.*' }", false),
        ("{ 'body.Env[*]': 'A=1' }", true),
        ("{ body.HostConfig.Binds: '/home/${user}/.*' }", true),
        ("{ body.HostConfig.Memory: 67108864 }", true),
    ])
    func patternsMatchWholeValues(match: String, expected: Bool) throws {
        #expect(try policy(rule(match)).allows(Self.create) == expected)
    }

    @Test(arguments: [
        // Some value matches none.
        ("{ body.Env: { not: 'A=.*' } }", true),
        ("{ body.Env: { not: ['A=.*', 'B=.*'] } }", false),
        ("{ query.none: { not: x } }", false),
        ("{ method: { not: GET } }", true),
        // There is a value, and every value matches.
        ("{ body.Env: { all: '[A-Z]=.*' } }", true),
        ("{ body.Env: { all: 'A=.*' } }", false),
        ("{ query.none: { all: '.*' } }", false),
        // No value matches.
        ("{ body.Env: { none: 'C=.*' } }", true),
        ("{ body.Env: { none: ['C=.*', 'B=2'] } }", false),
        ("{ query.none: { none: '.*' } }", true),
        // There is a value.
        ("{ query.t: { exists: true } }", true),
        ("{ query.none: { exists: true } }", false),
        ("{ query.none: { exists: false } }", true),
        ("{ user: { exists: true } }", true),
        ("{ target: { exists: true } }", true),
        ("{ target: { exists: false } }", false),
        // Numbers.
        ("{ body.HostConfig.Memory: { min: 64MiB } }", true),
        ("{ body.HostConfig.Memory: { min: 64m, max: 64MiB } }", true),
        ("{ body.HostConfig.Memory: { min: 67108865 } }", false),
        ("{ body.HostConfig.Memory: { max: 4GiB } }", true),
        ("{ body.HostConfig.Memory: { max: 63.5MiB } }", false),
        ("{ body.HostConfig.MemorySwap: { max: 4GiB } }", false),
        ("{ body.Image: { max: 4 } }", false),
        // Several operators of one attribute all have to hold.
        ("{ body.Env: { all: '.=.', not: 'A=.*' } }", true),
        ("{ body.Env: { all: '.=.', none: 'A=.*' } }", false),
    ])
    func operators(match: String, expected: Bool) throws {
        #expect(try policy(rule(match)).allows(Self.create) == expected)
    }

    @Test(arguments: [
        ("{ any: [ { method: GET }, { path: /containers/create } ] }", true),
        ("{ any: [ { method: GET }, { path: /info } ] }", false),
        ("{ any: [ { method: POST, path: /info }, { method: GET, path: /containers/create } ] }", false),
        ("{ method: POST, any: [ { user: alice }, { user: bob } ] }", true),
        ("{ not: { method: GET } }", true),
        ("{ not: { method: POST, user: bob } }", true),
        ("{ not: { method: POST, user: alice } }", false),
        ("{ not: { not: { method: POST } } }", true),
        ("{ not: { any: [ { method: GET }, { user: alice } ] } }", false),
        ("{ any: [ { not: { any: [ { method: GET }, { user: bob } ] } }, { user: carol } ] }", true),
    ])
    func combinators(match: String, expected: Bool) throws {
        #expect(try policy(rule(match)).allows(Self.create) == expected)
    }

    @Test(arguments: [
        ("{ body.Image: { list: images } }", true),
        ("{ body.Image: { not: { list: images } } }", false),
        ("{ body.Image: { not: { list: others } } }", true),
        ("{ body.Image: { list: [others, images] } }", true),
        ("{ body.Image: ['busybox', { list: images }] }", true),
        ("{ body.Image: { none: ['busybox', { list: images }] } }", false),
        ("{ body.Image: { all: { list: images }, not: { list: others } } }", true),
    ])
    func lists(match: String, expected: Bool) throws {
        let text = rule(match, extra: "lists: { images: [nginx, 'redis:.*'], others: ['redis:.*'] }")
        #expect(try policy(text).allows(Self.create) == expected)
    }

    @Test func aBodyThatIsNotThereHasNoValue() throws {
        let info = call("GET", "/info")
        #expect(try !policy(rule("{ body: '.*' }")).allows(info))
        #expect(try policy(rule("{ body: { exists: false } }")).allows(info))
    }

    @Test func anEmptySingleValueCountsAsNone() throws {
        let info = call("GET", "/info", user: "")
        for name in ["target", "user", "auth", "version"] {
            #expect(try policy(rule("{ \(name): { exists: false } }")).allows(info))
            #expect(try !policy(rule("{ \(name): { exists: true } }")).allows(info))
            #expect(try policy(rule("{ \(name): '' }")).allows(info))
        }
    }

    @Test func aLineFeedDoesNotHideAValue() throws {
        let secret = call("POST", "/containers/create", body: #"{"Env":["X=1\nSECRET=2"]}"#)
        let text = rule("{ body.Env: '.*SECRET.*' }", effect: "deny")
        #expect(try policy(text).decide(secret).reason == .deniedByRule)
    }
}
