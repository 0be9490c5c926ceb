import DockerAPI
import Foundation

/// Shorthands for tests on calls.
enum Calls {
    static func read(
        _ method: String = "POST",
        _ uri: String = "/v1.43/containers/create",
        headers: [(String, String)] = [],
        body: String? = nil,
        needs: CallNeeds = .nothing,
        options: ReaderOptions = .init()
    ) -> APICall {
        read(WireCall(method: method, uri: uri, headers: headers, body: body.map { Array($0.utf8) }), needs, options)
    }

    static func read(_ wire: WireCall, _ needs: CallNeeds = .nothing, _ options: ReaderOptions = .init()) -> APICall {
        var reader = CallReader(options: options)
        reader.read(wire, needs: needs)
        return reader.call
    }

    static func create(_ body: String) -> APICall {
        read(headers: [("Content-Type", "application/json"), ("Content-Length", "\(body.utf8.count)")], body: body)
    }
}

extension APICall {
    var guards: [Guard] { findings.map(\.guard) }

    subscript(_ name: String) -> [String] {
        guard let attribute = try? CallAttribute(parsing: name) else { return ["no such attribute: \(name)"] }
        return values(of: attribute)
    }

    var canonicalText: String? { values(of: .body).first }
}
