/// The containers of a service.
extension BodySchema {
    static let containerSpec = BodySchema(
        "swarm.ContainerSpec",
        [
            "Image": .string,
            "Labels": .stringMap,
            "Command": .strings,
            "Args": .strings,
            "Hostname": .string,
            "Env": .strings,
            "Dir": .string,
            "User": .string,
            "Groups": .strings,
            "Privileges": .object(privileges),
            "Init": .bool,
            "StopSignal": .string,
            "TTY": .bool,
            "OpenStdin": .bool,
            "ReadOnly": .bool,
            "Mounts": .list(.object(mount)),
            "StopGracePeriod": .duration,
            "Healthcheck": .object(healthcheck),
            "Hosts": .strings,
            "DNSConfig": .object(dnsConfig),
            "Secrets": .list(.object(secretReference)),
            "Configs": .list(.object(configReferenceInService)),
            "Isolation": .string,
            "Sysctls": .stringMap,
            "CapabilityAdd": .strings,
            "CapabilityDrop": .strings,
            "Ulimits": .list(.object(ulimit)),
            "OomScoreAdj": .int,
        ]
    )

    static let privileges = BodySchema(
        "swarm.Privileges",
        [
            "CredentialSpec": .object(credentialSpec),
            "SELinuxContext": .object(seLinuxContext),
            "Seccomp": .object(seccomp),
            "AppArmor": .object(appArmor),
            "NoNewPrivileges": .bool,
        ]
    )

    static let credentialSpec = BodySchema(
        "swarm.CredentialSpec",
        ["Config": .string, "File": .string, "Registry": .string]
    )

    static let seLinuxContext = BodySchema(
        "swarm.SELinuxContext",
        ["Disable": .bool, "User": .string, "Role": .string, "Type": .string, "Level": .string]
    )

    static let seccomp = BodySchema("swarm.SeccompOpts", ["Mode": .string, "Profile": .base64])
    static let appArmor = BodySchema("swarm.AppArmorOpts", ["Mode": .string])

    static let dnsConfig = BodySchema(
        "swarm.DNSConfig",
        ["Nameservers": .strings, "Search": .strings, "Options": .strings]
    )

    static let secretReference = BodySchema(
        "swarm.SecretReference",
        ["File": .object(fileTarget), "SecretID": .string, "SecretName": .string]
    )

    static let configReferenceInService = BodySchema(
        "swarm.ConfigReference",
        ["File": .object(fileTarget), "Runtime": .emptyObject, "ConfigID": .string, "ConfigName": .string]
    )

    static let fileTarget = BodySchema(
        "swarm.ReferenceFileTarget",
        ["Name": .string, "UID": .string, "GID": .string, "Mode": .integer(.uint32)]
    )
}
