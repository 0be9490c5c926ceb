import NIOCore
import StrictJSON

extension PluginRoute {
    /// A call of a driver: read, answered and written in a task of its own, off the event loop.
    ///
    /// - Parameter work: Writes the answer's object, its members only.
    static func driver(
        _ path: String,
        _ work: @escaping @Sendable (_ call: DriverCall, _ answer: inout JSONWriter) async throws -> Void
    ) -> PluginRoute {
        PluginRoute(
            path,
            answer: { body, _ in
                .later {
                    do {
                        let call = try DriverCall(body)
                        var writer = JSONWriter()
                        writer.beginObject()
                        try await work(call, &writer)
                        writer.endObject()
                        return .json(writer.bytes)
                    } catch {
                        return .failure(driverError: error)
                    }
                }
            }
        )
    }
}

extension CallAnswer {
    /// Never 404, whatever is not found: the daemon takes that for a call that the plugin doesn't have.
    static func failure(driverError error: any Error) -> CallAnswer {
        if let error = error as? InvalidCall { return .failure(status: 400, message: error.message) }
        let text = "\(error)"
        return .failure(status: 500, message: text.isEmpty ? "the driver failed" : text)
    }
}

extension JSONWriter {
    mutating func strings(_ values: [String: String]) {
        beginObject()
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            self.name(name)
            string(value)
        }
        endObject()
    }
}
