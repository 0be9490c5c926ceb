/// What the cases refer to, and what an engine stores where nobody asks for anything.
struct Fixture: Sendable {
    static let container = "anchor"
    static let network = "side-net"
    static let volume = "data"

    /// `GET /containers/{id}/json` of a container created with an image and nothing else.
    let plain: JSONValue
    /// The ID of ``container``, which runs.
    let containerID: String
    let networkID: String
    /// The image by its ID, as a whole and in part.
    let imageIDs: [String]
    /// The API versions that the engine takes, as numbers.
    let oldestVersion: [Int]
    let newestVersion: [Int]

    static func make(_ line: EngineLine) throws -> Fixture {
        let version = try line.need("GET", "/version")
        let network = try line.need("POST", "/networks/create", #"{"Name":"\#(network)"}"#)
        let anchor = try line.need(
            "POST",
            "/containers/create?name=\(container)",
            #"{"Image":"\#(Engine.image)","Cmd":["sleep","86400"],"HostConfig":{"Binds":["\#(volume):/anchor"]}}"#
        )
        try line.need("POST", "/containers/\(container)/start")
        let plain = try line.need(
            "POST",
            "/containers/create?name=plain",
            #"{"Image":"\#(Engine.image)","HostConfig":{}}"#
        )
        let image = try line.need("GET", "/images/\(Engine.image)/json")["Id"]?.text ?? ""
        return Fixture(
            plain: try line.need("GET", "/containers/\(plain["Id"]?.text ?? "")/json"),
            containerID: anchor["Id"]?.text ?? "",
            networkID: network["Id"]?.text ?? "",
            imageIDs: [
                image, String(image.dropFirst("sha256:".count)), String(image.dropFirst("sha256:".count).prefix(12)),
            ],
            oldestVersion: numbers(version["MinAPIVersion"]),
            newestVersion: numbers(version["ApiVersion"])
        )
    }

    private static func numbers(_ version: JSONValue?) -> [Int] {
        (version?.text ?? "").split(separator: ".").compactMap { Int($0) }
    }

    func remove(_ line: EngineLine) throws {
        for name in [Self.container, "plain"] { try line.need("DELETE", "/containers/\(name)?force=1&v=1") }
        try line.need("DELETE", "/networks/\(Self.network)")
    }

    /// A namespace mode with the ID of the container that it names.
    func resolved(_ mode: String) -> String {
        mode == "container:\(Self.container)" ? "container:\(containerID)" : mode
    }
}
