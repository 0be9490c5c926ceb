import DockerAPI
import Testing

@testable import Policy

/// Bypasses of other authorization plugins, of the engine's side of them, and of front ends of its API, by the names that
/// they are published under. Here everything is allowed that no rule about facts denies.
struct KnownBypassTests {
    private static let rules = """
        version: 1
        rules:
          - { id: all, effect: allow, match: { method: '.*' } }
          - { id: privileged, effect: deny, match: { uses.privileged: 'true' } }
          - { id: paths, effect: deny, match: { uses.host_mount: { not: '/home/${user}(/.*)?' } } }
          - { id: capabilities, effect: deny, match: { uses.capability: { exists: true } } }
          - { id: confinement, effect: deny, match: { uses.unconfined: { exists: true } } }
          - { id: sysctls, effect: deny, match: { uses.sysctl: { exists: true } } }
          - { id: plugins, effect: deny, match: { uses.plugin: { exists: true } } }
          - { id: archives, effect: deny, match: { uses.opaque: tar, action: 'container\\..*' } }

        """

    private func decide(
        _ method: String,
        _ uri: String,
        body: String? = nil,
        headers: [(String, String)] = []
    ) throws -> Decision {
        try policy(Self.rules).decide(call(method, uri, body: body, headers: headers))
    }

    /// CVE-2024-41110 (GHSA-v23v-6jw2-98fq), and the one of 2018 that it brought back: with a length of zero and chunks, the
    /// engine shows its plugin no body and reads one.
    @Test(arguments: [[("Content-Length", "0")], [], [("Content-Type", "application/json"), ("Content-Length", "0")]])
    func aBodyHiddenByALengthOfZero(headers: [(String, String)]) throws {
        for uri in ["/v1.46/containers/create", "/containers/a/exec", "/volumes/create", "/services/create"] {
            let decision = try decide("POST", uri, headers: headers)
            #expect(decision.reason == Reason(.bodyNotVisible), "\(uri)")
        }
    }

    /// The same, for targets that end like the one whose body engines hide because of the password in it.
    @Test func aBodyHiddenByTheEndOfTheTarget() throws {
        for uri in ["/containers/create?x=/auth", "/v1.46/containers/create?name=a&/v1.46/auth"] {
            #expect(try decide("POST", uri).reason == Reason(.bodyNotVisible))
        }
    }

    /// CVE-2026-34040 (GHSA-x744-4wpc-v9h2): a body of 1 MiB and more isn't shown, and is carried out.
    @Test func aBodyHiddenByItsSize() throws {
        for length in ["1048576", "2097152", "4194305"] {
            let headers = [("Content-Type", "application/json"), ("Content-Length", length)]
            #expect(try decide("POST", "/containers/create", headers: headers).reason == Reason(.bodyNotVisible))
            #expect(try decide("POST", "/commit?container=a", headers: headers).reason == Reason(.bodyNotVisible))
        }
    }

    /// twistlock/authz #50: a pattern for `/start` that isn't anchored is met by a parameter.
    @Test func aRouteNamedInAParameter() throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: by-path, effect: allow, match: { path: '/containers/.+/start' } }
              - { id: by-action, effect: allow, match: { action: container.start } }
            """
        )
        #expect(policy.decide(call("POST", "/v1.23/containers/aa/pause?aaa=/start")).reason == .noRuleMatched)
        #expect(policy.decide(call("POST", #"/v1.23/containers/aa/pause?aaa=\/start"#)).reason == .noRuleMatched)
        #expect(policy.decide(call("POST", "/v1.23/containers/aa/pause#/start")).reason == Reason(.malformedURI))
        let start = call("POST", "/v1.43/containers/aa/start", headers: [("Content-Length", "0")])
        #expect(policy.decide(start).ruleIDs == ["by-path", "by-action"])
    }

    /// CVE-2026-44848: the plugin routes were forgotten. CVE-2026-33997: the engine compared a plugin's privileges wrongly.
    @Test(
        arguments: [
            ("POST", "/plugins/pull?remote=evil/p&name=p"), ("POST", "/v1.43/plugins/p/enable"),
            ("POST", "/plugins/a/b:latest/set"), ("POST", "/plugins/p/upgrade?remote=evil/p"),
            ("POST", "/plugins/create?name=p"), ("POST", "/plugins/dockreeve/disable"),
            ("DELETE", "/plugins/dockreeve"),
        ]
    )
    func aRouteThatNobodyThoughtOf(method: String, uri: String) throws {
        let hasBody = uri.hasPrefix("/plugins/pull") || uri.hasSuffix("/set") || uri.contains("/upgrade")
        #expect(try decide(method, uri, body: hasBody ? "[]" : nil).ruleIDs == ["plugins"])
    }

    /// CVE-2026-44849: what a container may not have, a service got, at the latest by an update; a volume was a bind mount.
    @Test(
        arguments: [
            (#""CapabilityAdd":["SYS_ADMIN"]"#, "capabilities"), (#""capabilityadd":["ALL"]"#, "capabilities"),
            (#""Privileges":{"Seccomp":{"Mode":"unconfined"}}"#, "confinement"),
            (#""Sysctls":{"net.core.somaxconn":"1"}"#, "sysctls"),
            (#""Mounts":[{"Type":"bind","Source":"/","Target":"/h"}]"#, "paths"),
            (
                #""Mounts":[{"Type":"volume","Target":"/h","VolumeOptions":{"DriverConfig":{"Options":"#
                    + #"{"type":"none","o":"bind","device":"/"}}}}]"#, "paths"
            ),
        ]
    )
    func aServiceInsteadOfAContainer(member: String, rule: String) throws {
        let body = "{\"Name\":\"s\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"a\",\(member)}}}"
        for uri in ["/services/create", "/services/s/update?version=1"] {
            #expect(try decide("POST", uri, body: body).ruleIDs == [rule], "\(uri)")
        }
    }

    /// CVE-2026-44850 and portainer #3231: `Binds` was looked at, `Mounts` was not, nor what came by another way.
    @Test(
        arguments: [
            #"{"HostConfig":{"Mounts":[{"Type":"bind","Source":"/etc","Target":"/h"}]}}"#,
            #"{"HostConfig":{"Binds":["/home/alice/../../etc:/h"]}}"#, #"{"Binds":["/etc:/h"]}"#,
            #"{"hostconfig":{"binds":["/etc:/h"]}}"#,
        ]
    )
    func aBindMountByAnotherName(body: String) throws {
        #expect(try decide("POST", "/containers/create", body: body).ruleIDs == ["paths"])
        #expect(try decide("POST", "/containers/create", body: #"{"HostConfig":{"Binds":["/home/alice:/h"]}}"#).allowed)
    }

    /// CVE-2026-41567: the engine unpacked an uploaded archive with programs of the container. No plugin sees the archive, but
    /// a rule can say who sends one.
    @Test func anArchiveForAContainer() throws {
        let headers = [("Content-Type", "application/x-tar")]
        #expect(try decide("PUT", "/containers/a/archive?path=/", headers: headers).ruleIDs == ["archives"])
        #expect(try decide("GET", "/containers/a/archive?path=/").allowed)
    }
}
