extension APICall {
    /// What became of a body that was to be written.
    public enum MaskedBody: Sendable {
        /// There is none.
        case none
        case written
        /// It isn't JSON: what it says can't be told from what is secret in it.
        case unreadable
        case tooLong
    }

    /// Appends the canonical body as JSON, without what is secret in it.
    ///
    /// - Parameter limit: The longest text, in bytes; the body itself may not be longer either.
    public func appendMaskedBody(
        _ mask: some SecretMask,
        limit: Int,
        to output: inout [UInt8],
        _ places: inout ErasedPlaces
    ) -> MaskedBody {
        guard let range = wire.body else { return .none }
        guard range.count <= limit else { return .tooLong }
        guard !body.nodes.isEmpty else { return .unreadable }
        var writer = MaskedBodyWriter(mask: mask, isAnswer: false, place: "body")
        let secrecy = endpoint?.bodySecrecy ?? .open
        let type = endpoint.map { SchemaPlan.shared.root(of: $0) } ?? SchemaPlan.unknown
        let isWritten = writer.write(body, wire.arena, secrecy, type, limit: limit, into: &output, &places)
        return isWritten ? .written : .tooLong
    }

    /// Appends the engine's answer as JSON, without what is secret in it.
    ///
    /// - Parameter limit: The longest text, in bytes; the answer itself may not be longer either.
    public func appendMaskedAnswer(
        _ mask: some SecretMask,
        limit: Int,
        to output: inout [UInt8],
        _ places: inout ErasedPlaces
    ) -> MaskedBody {
        guard let range = wire.responseBody else { return .none }
        guard range.count <= limit else { return .tooLong }
        guard needs.responseBody else {
            var other = self
            var reader = BodyReader()
            other.readResponse(&reader)
            other.needs.responseBody = true
            return other.appendMaskedAnswer(mask, limit: limit, to: &output, &places)
        }
        // dockerd shows the end of an answer that it had to send in parts. That is no object or list.
        guard let root = response.nodes.first, !root.kind.isScalar else { return .unreadable }
        var writer = MaskedBodyWriter(mask: mask, isAnswer: true, place: "response.body")
        let isWritten = writer.write(
            response,
            wire.arena,
            .open,
            SchemaPlan.unknown,
            limit: limit,
            into: &output,
            &places
        )
        return isWritten ? .written : .tooLong
    }

    /// Length of the request's body and of the answer, in bytes; 0 where dockerd showed none.
    public var bodyLength: Int { wire.body?.count ?? 0 }
    public var answerLength: Int { wire.responseBody?.count ?? 0 }
}
