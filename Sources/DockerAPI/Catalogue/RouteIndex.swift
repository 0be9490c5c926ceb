/// The routes by the first segment of their path and by method, so that a call is held against a few of them only.
///
/// It keeps the order of the table among those that could match the same call.
struct RouteIndex: Sendable {
    /// The routes under one first segment, for each method.
    private struct Group: Sendable {
        let segment: [UInt8]
        var routes: [[Endpoint]]
    }

    private var groups: [Group] = []
    /// For each length of a first segment, the groups of that length.
    private let byLength: [Range<Int>]
    /// The routes whose path begins with a placeholder, for each method. In dockerd that is `OPTIONS` alone, and it is
    /// registered before every route that takes any method, so these come first.
    private let anywhere: [[Endpoint]]

    init(_ endpoints: [Endpoint]) {
        let methods = HTTPMethod.allCases
        func routes(_ endpoints: [Endpoint]) -> [[Endpoint]] {
            methods.map { method in endpoints.filter { $0.methods.contains(method) } }
        }
        var segments: [[UInt8]] = []
        for endpoint in endpoints {
            let segment = Self.firstSegment(of: endpoint)
            if !segment.isEmpty, !segments.contains(segment) { segments.append(segment) }
        }
        segments.sort { $0.count < $1.count }
        groups = segments.map { segment in
            Group(segment: segment, routes: routes(endpoints.filter { Self.firstSegment(of: $0) == segment }))
        }
        byLength = (0...(segments.last?.count ?? 0)).map { length in
            let start = segments.count { $0.count < length }
            return start..<start + segments.count { $0.count == length }
        }
        anywhere = routes(endpoints.filter { Self.firstSegment(of: $0).isEmpty })
    }

    /// The routes that could be the one, in the order in which they are to be tried.
    func candidates(_ method: HTTPMethod, path: Span<UInt8>) -> [Endpoint] {
        let method = Int(method.rawValue)
        if !anywhere[method].isEmpty { return anywhere[method] }
        var end = 1
        while end < path.count, path[end] != UInt8(ascii: "/") { end &+= 1 }
        let length = end &- 1
        guard path.count > 1, length < byLength.count else { return [] }
        for group in byLength[length] where Self.equal(groups[group].segment, path) {
            return groups[group].routes[method]
        }
        return []
    }

    /// What stands between the first slash and the second, or the end.
    private static func firstSegment(of endpoint: Endpoint) -> [UInt8] {
        let literal = endpoint.path.literals[0].dropFirst()
        return Array(literal.prefix { $0 != UInt8(ascii: "/") })
    }

    @inline(__always)
    private static func equal(_ segment: [UInt8], _ path: Span<UInt8>) -> Bool {
        for index in 0..<segment.count where segment[index] != path[index &+ 1] { return false }
        return true
    }
}
