import Testing

@testable import DockerAPI

/// The catalogue against the routers of nine engines.
@Suite struct CatalogueRouterTests {
    /// The catalogue's template without the names of its placeholders.
    static func shape(_ endpoint: Endpoint) -> String {
        endpoint.path.text.replacing(#/\{[^}]*?([*+]?)\}/#) { "{\($0.1)}" }
    }

    static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"]

    @Test(arguments: CatalogueRouterOracle.engines)
    func everyRouteIsInTheTable(engine: String) throws {
        let shapes = Dictionary(grouping: Catalogue.endpoints, by: Self.shape)
        for route in try CatalogueRouterOracle(engine: engine).routes {
            let method = route.method == "ANY" ? HTTPMethod.other : HTTPMethod(route.method)
            let found = shapes[route.shape, default: []].contains { $0.methods.contains(method) }
            #expect(found, "engine \(engine) has \(route.method) \(route.pattern)")
        }
    }

    /// Random paths made of the words that routes are made of: what dockerd would run, the catalogue must say, with
    /// the same placeholders; what dockerd has not, it may only have where another engine has it.
    @Test(arguments: CatalogueRouterOracle.engines)
    func theCatalogueRunsWhatDockerdRuns(engine: String) throws {
        let oracle = try CatalogueRouterOracle(engine: engine)
        let served = Set(oracle.routes.map { "\($0.method) \($0.shape)" })
        var words: Set<String> = ["x", "a b", "é", "1", "json\n", "\n", ".", "v1.41"]
        for endpoint in Catalogue.endpoints {
            for part in endpoint.path.text.split(separator: "/") where !part.contains("{") {
                words.insert(String(part))
            }
        }
        let vocabulary = words.sorted()
        var random = CatalogueRandom(seed: UInt64(engine.utf8.reduce(0) { Int($0) * 31 + Int($1) }))
        var hits: Set<String> = []

        for _ in 0..<3_000 {
            let path = Self.path(vocabulary, using: &random)
            let method = Self.methods.randomElement(using: &random) ?? "GET"
            let expected = oracle.route(method, path)
            let match = Catalogue.match(HTTPMethod(method), path)
            guard let expected else {
                if let match {
                    let here = served.contains("\(method) \(Self.shape(match.endpoint))")
                    #expect(!here, "engine \(engine) answers 404 to \(method) \(path)")
                }
                continue
            }
            hits.insert(expected.route.shape)
            let found = try #require(match, "engine \(engine) runs \(expected.route.pattern) for \(method) \(path)")
            #expect(Self.shape(found.endpoint) == expected.route.shape, "\(method) \(path)")
            for (index, name) in expected.names.enumerated() {
                #expect(found.text(index, in: path) == name, "\(method) \(path)")
            }
        }
        #expect(hits.count > 60, "the paths hit only \(hits.count) routes")
    }

    /// A template of the table with its placeholders filled, mostly, then perhaps bent a little.
    static func path(_ vocabulary: [String], using random: inout CatalogueRandom) -> String {
        func word() -> String { vocabulary.randomElement(using: &random) ?? "x" }
        var path: String
        if Int.random(in: 0..<4, using: &random) == 0 {
            path = "/" + (0..<Int.random(in: 1...5, using: &random)).map { _ in word() }.joined(separator: "/")
        } else {
            path = Catalogue.endpoints.randomElement(using: &random)?.path.text ?? "/"
            while let placeholder = path.firstMatch(of: #/\{[^}]*\}/#) {
                let count = Int.random(in: 0...3, using: &random)
                path.replaceSubrange(placeholder.range, with: (0..<count).map { _ in word() }.joined(separator: "/"))
            }
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: path += "/"
        case 1: path += "/" + word()
        case 2: path = String(path.dropLast())
        case 3: path = path.uppercased()
        case 4: path = "/" + word() + path
        default: break
        }
        return path
    }

    /// Which routes overlap at all. Two pairs do; a third would need a look at the order of registration.
    @Test func onlyKnownRoutesOverlap() throws {
        var random = CatalogueRandom(seed: 7)
        let vocabulary = ["x", "json", "checkpoints", "get", "archive", "cmdline", "pprof", "create", "attach", "ws"]
        var overlaps: Set<String> = []
        for _ in 0..<6_000 {
            let bytes = Array(Self.path(vocabulary, using: &random).utf8)
            for method in HTTPMethod.allCases where method != .options {
                let all = Catalogue.endpoints.filter { $0.methods.contains(method) && $0.match(bytes.span) != nil }
                for other in all.dropFirst() { overlaps.insert("\(all[0].action) \(other.action)") }
            }
        }
        let debug = overlaps.filter { $0.hasPrefix("debug.pprof_") && $0.hasSuffix(" debug.pprof_lookup") }
        let legacy: Set = ["plugin.inspect plugin.inspect", "plugin.privileges plugin.inspect"]
        #expect(overlaps.subtracting(debug).subtracting(legacy) == ["checkpoint.delete container.delete"])
        #expect(!debug.isEmpty)
    }
}
