@testable import DockerAPI

extension Catalogue {
    static func match(_ method: HTTPMethod, _ path: String) -> EndpointMatch? {
        match(method, path: Array(path.utf8).span)
    }

    static func action(_ method: HTTPMethod, _ path: String) -> String? {
        match(method, path)?.endpoint.action
    }
}

extension EndpointMatch {
    /// What a placeholder took of a path.
    func text(_ index: Int, in path: String) -> String {
        String(decoding: Array(path.utf8)[range(ofPlaceholder: index)], as: UTF8.self)
    }
}

extension HTTPMethod {
    init(_ text: String) { self.init(Array(text.utf8).span) }
}
