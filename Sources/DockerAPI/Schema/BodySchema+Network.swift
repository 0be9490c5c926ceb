/// Bodies of `/networks`, and the networks of a container.
extension BodySchema {
    static let networkCreate = BodySchema(
        "network.CreateRequest",
        [
            "Name": .string,
            "CheckDuplicate": .bool,
            "Driver": .string,
            "Scope": .string,
            "EnableIPv4": .bool,
            "EnableIPv6": .bool,
            "IPAM": .object(ipam),
            "Internal": .bool,
            "Attachable": .bool,
            "Ingress": .bool,
            "ConfigOnly": .bool,
            "ConfigFrom": .object(configReference),
            "Options": .stringMap,
            "Labels": .stringMap,
        ]
    )

    static let networkConnect = BodySchema(
        "network.ConnectRequest",
        ["Container": .string, "EndpointConfig": .object(endpointSettings)]
    )

    static let networkDisconnect = BodySchema(
        "network.DisconnectRequest",
        ["Container": .string, "Force": .bool]
    )

    static let networkingConfig = BodySchema(
        "network.NetworkingConfig",
        ["EndpointsConfig": .map(.object(endpointSettings))]
    )

    static let endpointSettings = BodySchema(
        "network.EndpointSettings",
        [
            "IPAMConfig": .object(endpointIPAMConfig),
            "Links": .strings,
            "Aliases": .strings,
            "DriverOpts": .stringMap,
            "GwPriority": .int,
            "NetworkID": .string,
            "EndpointID": .string,
            "Gateway": .string,
            "IPAddress": .string,
            "MacAddress": .string,
            "IPPrefixLen": .int,
            "IPv6Gateway": .string,
            "GlobalIPv6Address": .string,
            "GlobalIPv6PrefixLen": .int,
            "DNSNames": .strings,
        ]
    )

    static let endpointIPAMConfig = BodySchema(
        "network.EndpointIPAMConfig",
        ["IPv4Address": .string, "IPv6Address": .string, "LinkLocalIPs": .strings]
    )

    static let ipam = BodySchema(
        "network.IPAM",
        ["Driver": .string, "Options": .stringMap, "Config": .list(.object(ipamConfig))]
    )

    static let ipamConfig = BodySchema(
        "network.IPAMConfig",
        ["Subnet": .string, "IPRange": .string, "Gateway": .string, "AuxiliaryAddresses": .stringMap]
    )

    static let configReference = BodySchema("network.ConfigReference", ["Network": .string])
}
