import DockerPlugin

/// Hands out pools and addresses and keeps a book of them.
///
/// An actor: one call after the other, and each is in the file before it is answered, so no address is given twice.
actor AddressPools: IPAMDriver {
    struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private let file: String
    private var book: PoolBook
    /// Pools that nobody asked for by name are cut from here, each with 24 bits for its network.
    private static let range = IPPrefix("10.210.0.0/16")

    /// Reads the book of an earlier run; an unreadable one is an error, since an empty one would give addresses twice.
    init(file: String) throws {
        self.file = file
        book = try PoolBook(reading: file)
    }

    func requestPool(_ request: PoolRequest) throws -> AddressPool {
        if let unknown = request.options.keys.min() { throw InvalidCall("unknown option `\(unknown)`") }
        let taken = book.pools.values.filter { $0.space == request.addressSpace }
        guard let pool = try request.pool?.network ?? freePool(request, taken) else {
            throw Trouble("no pool is left")
        }
        let part = request.subPool?.network
        let id = "\(request.addressSpace)/\(pool)" + (part.map { ",\($0)" } ?? "")
        if book.pools[id] == nil, let other = taken.first(where: { $0.pool.overlaps(pool) }) {
            throw Trouble("`\(pool)` overlaps `\(other.pool)`, which is in use")
        }
        try change { book in
            book.pools[id, default: PoolBook.Record(space: request.addressSpace, pool: pool, part: part)].references +=
                1
        }
        return AddressPool(id: id, pool: pool)
    }

    func releasePool(_ pool: String) throws {
        let references = try record(pool).references
        try change { book in
            if references > 1 { book.pools[pool]?.references -= 1 } else { book.pools[pool] = nil }
        }
    }

    func requestAddress(_ request: AddressRequest) throws -> AssignedAddress {
        let record = try record(request.pool)
        let address: IPAddress
        if let wanted = request.address {
            guard record.mayGive(wanted) else { throw Trouble("`\(wanted)` is no host's address in `\(record.pool)`") }
            guard !record.addresses.contains(wanted) else { throw Trouble("`\(wanted)` is taken") }
            address = wanted
        } else {
            guard let free = record.free() else {
                throw Trouble("no address is left in `\(record.part ?? record.pool)`")
            }
            address = free
        }
        try change { $0.pools[request.pool]?.addresses.insert(address) }
        guard let prefix = IPPrefix(address: address, length: record.pool.length) else { throw Trouble("no prefix") }
        return AssignedAddress(address: prefix)
    }

    func releaseAddress(_ address: IPAddress?, pool: String) throws {
        guard let address else { throw InvalidCall("`Address` is missing") }
        guard try record(pool).addresses.contains(address) else { throw Trouble("`\(address)` wasn't given") }
        try change { $0.pools[pool]?.addresses.remove(address) }
    }

    private func record(_ pool: String) throws -> PoolBook.Record {
        guard let record = book.pools[pool] else { throw Trouble("there is no pool `\(pool)`") }
        return record
    }

    private func freePool(_ request: PoolRequest, _ taken: [PoolBook.Record]) throws -> IPPrefix? {
        guard !request.isIPv6 else { throw Trouble("IPv6 pools have to be named: `--subnet`") }
        guard let range = Self.range else { return nil }
        for number in 0..<UInt128(256) {
            let first = range.first.with(number: range.first.number + number << 8)
            guard let pool = IPPrefix(address: first, length: 24) else { return nil }
            if !taken.contains(where: { $0.pool.overlaps(pool) }) { return pool }
        }
        return nil
    }

    /// On disk first: what isn't written hasn't happened.
    private func change(_ body: (inout PoolBook) -> Void) throws {
        var changed = book
        body(&changed)
        try changed.write(file)
        book = changed
    }
}
