import DockerPlugin
import Synchronization

/// Remembers which pools it was asked for, and gives whatever was wanted.
final class TestPools: IPAMDriver {
    private let state = Mutex<[(pool: IPPrefix?, part: IPPrefix?)]>([])

    var asked: [(pool: IPPrefix?, part: IPPrefix?)] { state.withLock { $0 } }

    func requestPool(_ request: PoolRequest) throws -> AddressPool {
        state.withLock { $0.append((request.pool, request.subPool)) }
        guard let pool = request.pool else { throw InvalidCall("no pool") }
        return AddressPool(id: "\(request.addressSpace)/\(pool)", pool: pool)
    }

    func releasePool(_ pool: String) {}

    func requestAddress(_ request: AddressRequest) throws -> AssignedAddress {
        guard let address = request.address, let prefix = IPPrefix(address: address, length: 24) else {
            throw InvalidCall("no address")
        }
        return AssignedAddress(address: prefix)
    }

    func releaseAddress(_ address: IPAddress?, pool: String) {}
}
