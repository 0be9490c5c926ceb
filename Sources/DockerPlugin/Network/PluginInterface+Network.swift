extension PluginInterface {
    /// The network interface (`NetworkDriver`).
    public static func network(_ driver: some NetworkDriver) -> PluginInterface {
        PluginInterface(name: "NetworkDriver", routes: networkRoutes(driver) + endpointRoutes(driver))
    }

    private static func networkRoutes(_ driver: some NetworkDriver) -> [PluginRoute] {
        [
            .driver("/NetworkDriver.GetCapabilities") { _, answer in
                let capabilities = try await driver.capabilities()
                answer.name("Scope")
                answer.string(capabilities.scope.rawValue)
                if let scope = capabilities.connectivityScope {
                    answer.name("ConnectivityScope")
                    answer.string(scope.rawValue)
                }
            },
            .driver("/NetworkDriver.AllocateNetwork") { call, answer in
                let options = try await driver.allocateNetwork(NetworkAllocation(call))
                answer.name("Options")
                answer.strings(options)
            },
            .driver("/NetworkDriver.FreeNetwork") { call, _ in
                try await driver.freeNetwork(call.name("NetworkID"))
            },
            .driver("/NetworkDriver.CreateNetwork") { call, _ in
                try await driver.createNetwork(NetworkCreation(call))
            },
            .driver("/NetworkDriver.DeleteNetwork") { call, _ in
                try await driver.deleteNetwork(call.name("NetworkID"))
            },
            .driver("/NetworkDriver.DiscoverNew") { call, _ in
                try await driver.discoverNew(NetworkDiscovery(call))
            },
            .driver("/NetworkDriver.DiscoverDelete") { call, _ in
                try await driver.discoverDelete(NetworkDiscovery(call))
            },
        ]
    }

    private static func endpointRoutes(_ driver: some NetworkDriver) -> [PluginRoute] {
        [
            .driver("/NetworkDriver.CreateEndpoint") { call, answer in
                guard let interface = try await driver.createEndpoint(EndpointCreation(call)) else { return }
                answer.name("Interface")
                interface.write(to: &answer)
            },
            .driver("/NetworkDriver.DeleteEndpoint") { call, _ in
                try await driver.deleteEndpoint(EndpointReference(call))
            },
            .driver("/NetworkDriver.EndpointOperInfo") { call, answer in
                let info = try await driver.endpointInfo(EndpointReference(call))
                answer.name("Value")
                PluginValue.object(info).write(to: &answer)
            },
            .driver("/NetworkDriver.Join") { call, answer in
                try await driver.join(EndpointJoin(call)).write(to: &answer)
            },
            .driver("/NetworkDriver.Leave") { call, _ in
                try await driver.leave(EndpointReference(call))
            },
            .driver("/NetworkDriver.ProgramExternalConnectivity") { call, _ in
                try await driver.programExternalConnectivity(ExternalConnectivity(call))
            },
            .driver("/NetworkDriver.RevokeExternalConnectivity") { call, _ in
                try await driver.revokeExternalConnectivity(EndpointReference(call))
            },
        ]
    }
}
