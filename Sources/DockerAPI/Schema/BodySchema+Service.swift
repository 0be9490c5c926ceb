/// Bodies of `/services`: what every task of a service is made of.
extension BodySchema {
    /// `services/create` and `services/{id}/update`.
    static let serviceSpec = BodySchema(
        "swarm.ServiceSpec",
        [
            "Name": .string,
            "Labels": .stringMap,
            "TaskTemplate": .object(taskSpec),
            "Mode": .object(serviceMode),
            "UpdateConfig": .object(updateConfig),
            "RollbackConfig": .object(updateConfig),
            // The old place of `TaskTemplate.Networks`; counts where that is empty.
            "Networks": .list(.object(networkAttachmentConfig)),
            "EndpointSpec": .object(endpointSpec),
        ]
    )

    static let taskSpec = BodySchema(
        "swarm.TaskSpec",
        [
            "ContainerSpec": .object(containerSpec),
            "PluginSpec": .object(pluginSpec),
            "NetworkAttachmentSpec": .object(networkAttachmentSpec),
            "Resources": .object(resourceRequirements),
            "RestartPolicy": .object(swarmRestartPolicy),
            "Placement": .object(placement),
            "Networks": .list(.object(networkAttachmentConfig)),
            "LogDriver": .object(swarmDriver),
            "ForceUpdate": .uint,
            "Runtime": .string,
        ]
    )

    /// A service may also install a plugin on every node. The names are written in lower case.
    static let pluginSpec = BodySchema(
        "swarm.RuntimeSpec",
        [
            "name": .string,
            "remote": .string,
            "privileges": .list(.object(pluginSpecPrivilege)),
            "disabled": .bool,
            "env": .strings,
        ]
    )

    static let pluginSpecPrivilege = BodySchema(
        "swarm.RuntimePrivilege",
        ["name": .string, "description": .string, "value": .strings]
    )

    static let networkAttachmentSpec = BodySchema("swarm.NetworkAttachmentSpec", ["ContainerID": .string])

    static let networkAttachmentConfig = BodySchema(
        "swarm.NetworkAttachmentConfig",
        ["Target": .string, "Aliases": .strings, "DriverOpts": .stringMap]
    )

    static let resourceRequirements = BodySchema(
        "swarm.ResourceRequirements",
        [
            "Limits": .object(swarmLimit),
            "Reservations": .object(swarmResources),
            "SwapBytes": .int,
            "MemorySwappiness": .int,
        ]
    )

    static let swarmLimit = BodySchema("swarm.Limit", ["NanoCPUs": .int, "MemoryBytes": .int, "Pids": .int])

    static let swarmResources = BodySchema(
        "swarm.Resources",
        ["NanoCPUs": .int, "MemoryBytes": .int, "GenericResources": .list(.object(genericResource))]
    )

    static let genericResource = BodySchema(
        "swarm.GenericResource",
        ["NamedResourceSpec": .object(namedResource), "DiscreteResourceSpec": .object(discreteResource)]
    )

    static let namedResource = BodySchema("swarm.NamedGenericResource", ["Kind": .string, "Value": .string])
    static let discreteResource = BodySchema("swarm.DiscreteGenericResource", ["Kind": .string, "Value": .int])

    static let swarmRestartPolicy = BodySchema(
        "swarm.RestartPolicy",
        ["Condition": .string, "Delay": .duration, "MaxAttempts": .uint, "Window": .duration]
    )

    static let placement = BodySchema(
        "swarm.Placement",
        [
            "Constraints": .strings,
            "Preferences": .list(.object(placementPreference)),
            "MaxReplicas": .uint,
            "Platforms": .list(.object(platform)),
        ]
    )

    static let placementPreference = BodySchema("swarm.PlacementPreference", ["Spread": .object(spreadOver)])
    static let spreadOver = BodySchema("swarm.SpreadOver", ["SpreadDescriptor": .string])
    static let platform = BodySchema("swarm.Platform", ["Architecture": .string, "OS": .string])

    static let serviceMode = BodySchema(
        "swarm.ServiceMode",
        [
            "Replicated": .object(replicatedService),
            "Global": .emptyObject,
            "ReplicatedJob": .object(replicatedJob),
            "GlobalJob": .emptyObject,
        ]
    )

    static let replicatedService = BodySchema("swarm.ReplicatedService", ["Replicas": .uint])
    static let replicatedJob = BodySchema("swarm.ReplicatedJob", ["MaxConcurrent": .uint, "TotalCompletions": .uint])

    static let updateConfig = BodySchema(
        "swarm.UpdateConfig",
        [
            "Parallelism": .uint,
            "Delay": .duration,
            "FailureAction": .string,
            "Monitor": .duration,
            "MaxFailureRatio": .float,
            "Order": .string,
        ]
    )

    static let endpointSpec = BodySchema(
        "swarm.EndpointSpec",
        ["Mode": .string, "Ports": .list(.object(portConfig))]
    )

    static let portConfig = BodySchema(
        "swarm.PortConfig",
        [
            "Name": .string,
            "Protocol": .string,
            "TargetPort": .integer(.uint32),
            "PublishedPort": .integer(.uint32),
            "PublishMode": .string,
        ]
    )
}
