import DockerAPI

/// Stands for the request part of a call: two phases with the same fingerprint belong to calls that look the same.
///
/// It is keyed anew in each process, so nobody outside can look for two calls with the same one.
public struct CallFingerprint: Sendable, Hashable {
    let value: Int

    public init(of call: APICall) {
        var hasher = Hasher()
        call.hashRequest(into: &hasher)
        value = hasher.finalize()
    }

    /// Of a call that hasn't been read yet.
    public init(of call: borrowing WireCall) {
        var hasher = Hasher()
        call.hashRequest(into: &hasher)
        value = hasher.finalize()
    }

    init(value: Int) {
        self.value = value
    }
}
