extension PluginInterface {
    /// The interface for managing IP addresses (`IpamDriver`).
    public static func ipam(_ driver: some IPAMDriver) -> PluginInterface {
        PluginInterface(
            name: "IpamDriver",
            routes: [
                .driver("/IpamDriver.GetCapabilities") { _, answer in
                    let capabilities = try await driver.capabilities()
                    answer.name("RequiresMACAddress")
                    answer.bool(capabilities.requiresMACAddress)
                    answer.name("RequiresRequestReplay")
                    answer.bool(capabilities.requiresRequestReplay)
                },
                .driver("/IpamDriver.GetDefaultAddressSpaces") { _, answer in
                    let spaces = try await driver.defaultAddressSpaces()
                    answer.name("LocalDefaultAddressSpace")
                    answer.string(spaces.local)
                    answer.name("GlobalDefaultAddressSpace")
                    answer.string(spaces.global)
                },
                .driver("/IpamDriver.RequestPool") { call, answer in
                    let pool = try await driver.requestPool(PoolRequest(call))
                    answer.name("PoolID")
                    answer.string(pool.id)
                    answer.name("Pool")
                    answer.string(pool.pool.description)
                    answer.name("Data")
                    answer.strings(pool.data)
                },
                .driver("/IpamDriver.ReleasePool") { call, _ in
                    try await driver.releasePool(call.line("PoolID"))
                },
                .driver("/IpamDriver.RequestAddress") { call, answer in
                    let assigned = try await driver.requestAddress(AddressRequest(call))
                    answer.name("Address")
                    answer.string(assigned.address.description)
                    answer.name("Data")
                    answer.strings(assigned.data)
                },
                .driver("/IpamDriver.ReleaseAddress") { call, _ in
                    try await driver.releaseAddress(call.address("Address"), pool: call.line("PoolID"))
                },
            ]
        )
    }
}
