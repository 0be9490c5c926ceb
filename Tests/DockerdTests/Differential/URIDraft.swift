/// A request line before it is disguised: what it would be if a client library wrote it.
struct URIDraft: Sendable {
    var method: String
    /// Decoded, without version.
    var path: String
    var query: [(name: String, value: String)]
    var body = ""

    /// - Parameter own: The name of an object that belongs to the case; there is a container, a volume and a tag of it.
    static func random(own: String, fixture: Fixture, _ dice: inout Dice) -> URIDraft {
        let container = name([own, own, Fixture.container, "plain", fixture.containerID, "/plain"], &dice)
        let image = name([Engine.image, "docker.io/library/\(Engine.image)", "busybox"], &dice)
        let network = name([Fixture.network, "bridge", fixture.networkID], &dice)
        let volume = name([Fixture.volume, own], &dice)
        let other = strangeName(&dice)
        let flag = dice.pick(["1", "true", "0", "False", " no ", "off", "", "none"])
        func get(_ path: String, _ query: (name: String, value: String)...) -> URIDraft {
            URIDraft(method: "GET", path: path, query: query)
        }
        func post(_ path: String, _ query: (name: String, value: String)..., body: String = "") -> URIDraft {
            URIDraft(method: "POST", path: path, query: query, body: body)
        }
        func delete(_ path: String, _ query: (name: String, value: String)...) -> URIDraft {
            URIDraft(method: "DELETE", path: path, query: query)
        }
        return dice.pick([
            get("/containers/\(container)/json", ("size", flag)), get("/containers/\(container)/json"),
            get("/containers/\(other)/json"), get("/containers/json", ("all", flag)),
            get("/containers/json", ("all", "1"), ("filters", #"{"name":["plain"]}"#)),
            get("/containers/\(container)/logs", ("stdout", flag), ("stderr", dice.pick(["0", "1"]))),
            get("/containers/\(container)/changes"), get("/containers/\(container)/top"),
            URIDraft(
                method: "HEAD",
                path: "/containers/\(container)/archive",
                query: [("path", dice.pick(["/bin/busybox", "/etc/passwd", "/nosuch"]))]
            ),
            post("/containers/\(own)/rename", ("name", "/\(own)-renamed")),
            post("/containers/\(own)/rename", ("name", "\(own).renamed")),
            post("/containers/create", ("name", "\(own)-made"), body: #"{"Image":"\#(Engine.image)"}"#),
            delete("/containers/\(own)", ("force", flag), ("v", "1")), delete("/containers/\(other)"),
            post("/containers/plain/pause"), post("/containers/\(own)/stop"),
            post("/containers/\(own)/resize", ("h", "1"), ("w", "1")),
            get("/images/\(image)/json"), get("/images/\(image)/history"), get("/images/\(other)/json"),
            post("/images/\(Engine.image)/tag", ("repo", own), ("tag", "made")),
            delete("/images/\(own):tag", ("noprune", "1")),
            get("/volumes/\(volume)"), get("/volumes/\(other)"), delete("/volumes/\(volume)"),
            get("/networks/\(network)"),
            get("/networks/\(other)"), delete("/networks/\(other)"), get("/exec/\(other)/json"),
            get("/plugins/\(other)/json"),
            get("/services/\(own)"), get("/tasks/\(own)"), get("/nodes/\(own)"), get("/secrets/\(own)"),
            get("/configs/\(own)"),
            get("/_ping"), get("/version"), get("/info"), get("/images/json"), get("/volumes"), get("/networks"),
            get("/plugins"),
            get("/debug/vars"), get("/debug/pprof/cmdline"), URIDraft(method: "OPTIONS", path: "/\(other)", query: []),
            get("/\(other)"),
        ])
    }

    private static func name(_ names: [String], _ dice: inout Dice) -> String {
        dice.percent(85) ? dice.pick(names) : strangeName(&dice)
    }

    /// A name that nothing has, out of pieces that mean something in a path.
    private static func strangeName(_ dice: inout Dice) -> String {
        let pieces = [
            "a", "B", "json", "/", "start", "archive", "create", "v1.41", "containers", ".", "..", "-", "_", "+", " ",
            "%",
            "%2f", "\u{E9}", "~", ":", "@", "&", "=", "?", "#", ";", ",", "\\", "*", "\"", "<", "'", "\u{1F40B}", "x",
        ]
        return "zz" + (0..<dice.below(7)).map { _ in dice.pick(pieces) }.joined()
    }
}
