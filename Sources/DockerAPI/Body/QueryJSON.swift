/// A parameter of a query whose value is JSON.
struct QueryJSON: Sendable {
    let name: StaticString
    let type: BodyType
    let source: FactSource

    /// Those of `POST /build` that the engine reads into something that facts are about.
    static let build = [
        QueryJSON(name: "buildargs", type: .stringMap, source: .buildArguments),
        QueryJSON(name: "labels", type: .stringMap, source: .labels),
        QueryJSON(name: "ulimits", type: .list(.object(.ulimit)), source: .ulimits),
        QueryJSON(name: "cachefrom", type: .strings, source: .cacheImages),
        QueryJSON(name: "outputs", type: .list(.object(output)), source: .buildOutputs),
    ]

    private static let output = BodySchema("build.Output", ["Type": .string, "Attrs": .stringMap])
}
