import DockerPlugin

/// What has been given, and its file.
struct PoolBook: Equatable {
    struct Record: Equatable {
        var space: String
        var pool: IPPrefix
        /// The part of the pool that addresses are chosen from.
        var part: IPPrefix?
        /// Networks that use the pool.
        var references = 0
        var addresses: Set<IPAddress> = []

        /// The first and the last address of an IPv4 network are no host's, and of IPv6 the first one isn't (RFC 919, RFC 4291).
        func mayGive(_ address: IPAddress) -> Bool {
            guard pool.contains(address) else { return false }
            guard pool.length < pool.address.bitWidth - 1 else { return true }
            return address != pool.first && (address.isV6 || address != pool.last)
        }

        /// The lowest one that is free: found after as many steps as addresses are given, whatever the pool's size.
        func free() -> IPAddress? {
            let range = part ?? pool
            var number = range.first.number
            while number <= range.last.number {
                let address = range.first.with(number: number)
                if mayGive(address), !addresses.contains(address) { return address }
                guard number < range.last.number else { return nil }
                number += 1
            }
            return nil
        }
    }

    var pools: [String: Record] = [:]

    /// - Throws: When the file is there and isn't what ``write(_:)`` writes.
    init(reading path: String) throws {
        guard let bytes = try WholeFile.readIfThere(path, limit: 64 * 1024 * 1024) else { return }
        guard let records = try PluginValue(json: bytes)["Pools"]?.object else {
            throw AddressPools.Trouble("`\(path)` is damaged: no `Pools`")
        }
        for (id, value) in records { pools[id] = try Self.record(value, "`\(path)` is damaged at the pool `\(id)`") }
    }

    private static func record(_ value: PluginValue, _ message: String) throws -> Record {
        guard let space = value["AddressSpace"]?.text, let pool = value["Pool"]?.text.flatMap({ IPPrefix($0) }),
            let references = value["References"]?.integer, (1...1_000_000_000).contains(references),
            let list = value["Addresses"]?.array,
            let part = value["Part"]
        else { throw AddressPools.Trouble(message) }
        var record = Record(space: space, pool: pool, references: references)
        if part != .null {
            guard let prefix = part.text.flatMap({ IPPrefix($0) }), pool.contains(prefix) else {
                throw AddressPools.Trouble(message)
            }
            record.part = prefix
        }
        for item in list {
            guard let address = item.text.flatMap({ IPAddress($0) }), record.mayGive(address),
                record.addresses.insert(address).inserted
            else { throw AddressPools.Trouble(message) }
        }
        return record
    }

    func write(_ path: String) throws {
        let records = pools.mapValues { record -> PluginValue in
            [
                "AddressSpace": .string(record.space), "Pool": .string("\(record.pool)"),
                "Part": record.part.map { .string("\($0)") } ?? .null,
                "References": .number("\(record.references)"),
                "Addresses": .array(record.addresses.map(\.description).sorted().map { .string($0) }),
            ]
        }
        try WholeFile.write(PluginValue.object(["Pools": .object(records)]).json, to: path)
    }
}
