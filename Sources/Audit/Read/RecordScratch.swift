import DockerAPI

/// Buffers for making calls of records, one set for each thread.
public struct RecordScratch: Sendable {
    var wire = WireCall()
    var parts = RecordedParts()
    var text: [UInt8] = []

    public init() {}
}
