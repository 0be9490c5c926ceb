/// A canonical body keeps members that no engine knows. dockerd stores none of them, so before both are compared they go.
///
/// Only documented spellings count as known: a field that we left in another spelling is one that we missed.
enum KnownNames {
    /// Members of objects that a plain container has none of.
    private static let inner: Set<String> = [
        "Aliases", "ArgsEscaped", "Attachable", "DeviceRequests", "ExposedPorts", "Init", "BindOptions",
        "CgroupPermissions", "CheckDuplicate", "Config", "ConfigFrom", "ConfigOnly",
        "DriverConfig", "DriverOpts", "EnableIPv6", "EndpointsConfig", "Gateway", "Hard", "Healthcheck", "HostConfig",
        "HostIp", "HostPort", "IPAM", "IPAMConfig", "IPRange", "IPv4Address", "Ingress", "Internal", "Interval",
        "Links",
        "MacAddress", "MaximumRetryCount", "Mode", "Mounts", "Name", "Network", "NetworkDisabled", "NetworkingConfig",
        "NoCopy", "NonRecursive", "Options", "PathInContainer", "PathOnHost", "Propagation", "ReadOnly", "Retries",
        "Scope",
        "Shell", "SizeBytes", "Soft", "Source", "StartPeriod", "StopSignal", "StopTimeout", "Subnet", "Sysctls",
        "Target",
        "Test", "Timeout", "Tmpfs", "TmpfsOptions", "Type", "VolumeOptions", "Driver", "Labels", "StorageOpt",
        "Privileged", "DetachKeys", "Detach", "Count", "Capabilities", "DeviceIDs", "AttachStdin",
    ]

    static func only(in body: JSONValue, _ fixture: Fixture) -> JSONValue {
        let plain = fixture.plain
        let names = [plain["Config"], plain["HostConfig"]].flatMap { $0?.members.keys.map(\.self) ?? [] }
        return only(inner.union(names), in: body, "")
    }

    private static func only(_ names: Set<String>, in value: JSONValue, _ name: String) -> JSONValue {
        switch value {
        case .object(let members):
            let isMap = Likeness.maps.contains(name)
            let known = members.filter {
                isMap || names.contains($0.key) && ($0.key != "Config" || name == "LogConfig")
            }
            let pairs = known.map { ($0.key, only(names, in: $0.value, isMap ? "" : $0.key)) }
            return .object(Dictionary(uniqueKeysWithValues: pairs))
        case .array(let elements): return .array(elements.map { only(names, in: $0, name == "IPAM" ? name : "") })
        default: return value
        }
    }
}
