/// Bodies of `/swarm`, `/nodes`, `/secrets` and `/configs`. Their embedded `Annotations` are `Name` and `Labels`.
extension BodySchema {
    static let swarmInit = BodySchema(
        "swarm.InitRequest",
        [
            "ListenAddr": .string,
            "AdvertiseAddr": .string,
            "DataPathAddr": .string,
            "DataPathPort": .integer(.uint32),
            "ForceNewCluster": .bool,
            "Spec": .object(swarmSpec),
            "AutoLockManagers": .bool,
            "Availability": .string,
            "DefaultAddrPool": .strings,
            "SubnetSize": .integer(.uint32),
        ]
    )

    static let swarmJoin = BodySchema(
        "swarm.JoinRequest",
        [
            "ListenAddr": .string,
            "AdvertiseAddr": .string,
            "DataPathAddr": .string,
            "RemoteAddrs": .strings,
            "JoinToken": .string,
            "Availability": .string,
        ]
    )

    static let swarmUnlock = BodySchema("swarm.UnlockRequest", ["UnlockKey": .string])

    static let swarmSpec = BodySchema(
        "swarm.Spec",
        [
            "Name": .string,
            "Labels": .stringMap,
            "Orchestration": .object(orchestrationConfig),
            "Raft": .object(raftConfig),
            "Dispatcher": .object(dispatcherConfig),
            "CAConfig": .object(caConfig),
            "TaskDefaults": .object(taskDefaults),
            "EncryptionConfig": .object(encryptionConfig),
        ]
    )

    static let orchestrationConfig = BodySchema("swarm.OrchestrationConfig", ["TaskHistoryRetentionLimit": .int])
    static let dispatcherConfig = BodySchema("swarm.DispatcherConfig", ["HeartbeatPeriod": .duration])
    static let taskDefaults = BodySchema("swarm.TaskDefaults", ["LogDriver": .object(swarmDriver)])
    static let encryptionConfig = BodySchema("swarm.EncryptionConfig", ["AutoLockManagers": .bool])
    static let swarmDriver = BodySchema("swarm.Driver", ["Name": .string, "Options": .stringMap])

    static let raftConfig = BodySchema(
        "swarm.RaftConfig",
        [
            "SnapshotInterval": .uint,
            "KeepOldSnapshots": .uint,
            "LogEntriesForSlowFollowers": .uint,
            "ElectionTick": .int,
            "HeartbeatTick": .int,
        ]
    )

    static let caConfig = BodySchema(
        "swarm.CAConfig",
        [
            "NodeCertExpiry": .duration,
            "ExternalCAs": .list(.object(externalCA)),
            "SigningCACert": .string,
            "SigningCAKey": .string,
            "ForceRotate": .uint,
        ]
    )

    static let externalCA = BodySchema(
        "swarm.ExternalCA",
        ["Protocol": .string, "URL": .string, "Options": .stringMap, "CACert": .string]
    )

    static let nodeSpec = BodySchema(
        "swarm.NodeSpec",
        ["Name": .string, "Labels": .stringMap, "Role": .string, "Availability": .string]
    )

    static let secretSpec = BodySchema(
        "swarm.SecretSpec",
        [
            "Name": .string,
            "Labels": .stringMap,
            "Data": .base64,
            "Driver": .object(swarmDriver),
            "Templating": .object(swarmDriver),
        ]
    )

    static let configSpec = BodySchema(
        "swarm.ConfigSpec",
        ["Name": .string, "Labels": .stringMap, "Data": .base64, "Templating": .object(swarmDriver)]
    )
}
