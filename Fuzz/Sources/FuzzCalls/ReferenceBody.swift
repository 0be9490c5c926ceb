import FuzzSupport
import StrictJSON

@testable import DockerAPI

/// What the slow way says about the body of a call.
public struct ReferenceBody {
    public let isAmbiguous: Bool
    public let isMalformed: Bool
    /// Nothing where the slow way doesn't know: something stands in a legacy place, or twice.
    public let text: [UInt8]?

    /// - Returns: Nothing for a body that is not JSON.
    public init?(_ call: APICall, body: [UInt8]) {
        guard let value = JSONReference.read(body) else { return nil }
        var reference = BodyReference()
        let canonical = reference.canonical(value, call.endpoint?.body.type ?? call.endpoint?.legacyBody)
        isAmbiguous = reference.isAmbiguous
        isMalformed = reference.isMalformed
        var writer = JSONWriter()
        canonical.write(to: &writer)
        text = reference.hasLegacy || reference.isAmbiguous ? nil : writer.bytes
    }
}
