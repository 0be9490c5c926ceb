import Testing

@testable import DockerAPI

@Suite struct CatalogueMatchTests {
    @Test(arguments: [
        // Names that look like other routes.
        ("GET", "/containers/a/b/json", "container.inspect", "a/b"),
        ("GET", "/containers/json/json", "container.inspect", "json"),
        ("GET", "/containers/json", "container.list", ""),
        ("GET", "/containers/x/attach/ws", "container.attach_ws", "x"),
        ("GET", "/containers/attach/ws/attach/ws", "container.attach_ws", "attach/ws"),
        ("GET", "/images/x/json/json", "image.inspect", "x/json"),
        ("GET", "/images/get/get", "image.save", "get"),
        ("GET", "/images/get", "image.save", ""),
        (
            "GET", "/images/reg.example:5000/team/app:1.2@sha256:00/json", "image.inspect",
            "reg.example:5000/team/app:1.2@sha256:00"
        ),
        ("POST", "/images/create/push", "image.push", "create"),
        ("POST", "/images/create", "image.create", ""),
        ("POST", "/images/load/tag", "image.tag", "load"),
        ("POST", "/plugins/x/build/enable", "plugin.enable", "x/build"),
        ("POST", "/plugins/pull/disable", "plugin.disable", "pull"),
        ("POST", "/plugins/create/set", "plugin.set", "create"),
        ("GET", "/plugins/privileges", "plugin.privileges", ""),
        ("GET", "/plugins/privileges/json", "plugin.inspect", "privileges"),
        ("GET", "/plugins/tiborvass/sample", "plugin.inspect", "tiborvass/sample"),
        ("POST", "/containers/create", "container.create", ""),
        ("POST", "/containers/create/start", "container.start", "create"),
        ("POST", "/containers/prune/kill", "container.kill", "prune"),
        ("POST", "/containers/exec/exec", "exec.create", "exec"),
        ("POST", "/exec/a/start/start", "exec.start", "a/start"),
        ("DELETE", "/containers/x/checkpoints/y", "checkpoint.delete", "x"),
        ("DELETE", "/containers/x/checkpoints/y/z", "container.delete", "x/checkpoints/y/z"),
        ("DELETE", "/containers/a/x/checkpoints/y", "container.delete", "a/x/checkpoints/y"),
        ("DELETE", "/containers/", "container.delete", ""),
        ("DELETE", "/images/a/b", "image.delete", "a/b"),
        ("GET", "/volumes/", "volume.inspect", ""),
        ("GET", "/volumes/create", "volume.inspect", "create"),
        ("POST", "/volumes/create", "volume.create", ""),
        ("PUT", "/volumes/a/b", "volume.update", "a/b"),
        ("GET", "/networks", "network.list", ""),
        ("GET", "/networks/", "network.list", ""),
        ("GET", "/networks/prune", "network.inspect", "prune"),
        ("POST", "/networks/a/connect/disconnect", "network.disconnect", "a/connect"),
        ("GET", "/services/create", "service.inspect", "create"),
        ("GET", "/distribution/a/b/json", "distribution.inspect", "a/b"),
        ("OPTIONS", "/", "system.options", ""),
        ("OPTIONS", "/containers/create", "system.options", "containers/create"),
        ("OPTIONS", "/debug/vars", "system.options", "debug/vars"),
        ("HEAD", "/_ping", "system.ping", ""),
        ("POST", "/session", "buildkit.session", ""),
        ("POST", "/grpc", "buildkit.grpc", ""),
        ("PATCH", "/debug/vars", "debug.vars", ""),
        ("GET", "/debug/pprof/", "debug.pprof", ""),
        ("GET", "/debug/pprof/cmdline", "debug.pprof_cmdline", ""),
        ("GET", "/debug/pprof/heap", "debug.pprof_lookup", "heap"),
    ])
    func whatDockerdRuns(method: String, path: String, action: String, name: String) throws {
        let match = try #require(Catalogue.match(HTTPMethod(method), path))
        #expect(match.endpoint.action == action)
        #expect(match.text(0, in: path).elementsEqual(action == "system.options" ? String(path.dropFirst()) : name))
        #expect(match.range(ofPlaceholder: 7).isEmpty)
    }

    @Test(arguments: [
        ("GET", ""), ("GET", "/"), ("GET", "x"), ("OPTIONS", "*"), ("OPTIONS", ""), ("GET", "/container/x/json"),
        ("GET", "/containers"), ("GET", "/containers/"), ("GET", "/containers/x"), ("GET", "/containers//"),
        ("GET", "/containers/json/"), ("GET", "/CONTAINERS/json"), ("GET", "/containers/x/json?a"),
        ("get", "/containers/json"), ("HEAD", "/info"), ("HEAD", "/containers/json"), ("POST", "/_ping"),
        ("POST", "/containers/create/"), ("POST", "/containers/x/started"), ("PUT", "/containers/create"),
        ("GET", "/services/a/b"), ("POST", "/services/a/b/update"), ("POST", "/services//update"),
        ("GET", "/nodes/"), ("GET", "/debug/pprof"), ("GET", "/debug/pprof/a/b"), ("GET", "/debug"),
        ("GET", "/containers/a\nb/json"), ("GET", "/v1.41/containers/json"), ("POST", "/networks"),
        // Podman's own API.
        ("GET", "/libpod/info"), ("POST", "/libpod/containers/create"), ("GET", "/libpod/containers/json"),
        ("POST", "/v4.0.0/libpod/containers/create"), ("POST", "/libpod/containers/x/start"),
    ])
    func whatDockerdDoesNotHave(method: String, path: String) {
        #expect(Catalogue.action(HTTPMethod(method), path) == nil)
    }

    /// `{name}` of two placeholders each take one segment.
    @Test func bothPlaceholdersOfACheckpoint() throws {
        let path = "/containers/web/checkpoints/before"
        let match = try #require(Catalogue.match(.delete, path))
        #expect(match.text(0, in: path) == "web")
        #expect(match.text(1, in: path) == "before")
    }

    @Test func bytesThatAreNoTextAreTakenAsTheyStand() {
        let path = Array("/containers/".utf8) + [0xFF, 0x00, 0xC3] + Array("/json".utf8)
        let match = Catalogue.match(.get, path: path.span)
        #expect(match?.range(ofPlaceholder: 0) == 12..<15)
    }

    @Test func anyBytesAreAnswered() {
        var random = CatalogueRandom(seed: 3)
        let heads = ["/containers/", "/images/", "/debug/pprof/", "/networks", "/plugins/", "/", ""]
        var known = 0
        for _ in 0..<20_000 {
            let head = Array((heads.randomElement(using: &random) ?? "").utf8)
            let tail = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let method = HTTPMethod.allCases.randomElement(using: &random) ?? .get
            let path = head + tail
            guard let match = Catalogue.match(method, path: path.span) else { continue }
            known += 1
            for index in match.endpoint.path.placeholders.indices {
                let range = match.range(ofPlaceholder: index)
                #expect(range.lowerBound >= 0 && range.upperBound <= path.count)
            }
        }
        #expect(known > 0)
    }

    @Test func methodsAreCaseSensitive() {
        let names = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
        #expect(names.map { HTTPMethod($0) } == [.get, .head, .post, .put, .delete, .options])
        for name in ["", "get", "Get", "GETS", "PATCH", "POSt", "DELETE ", "OPTION", "TRACE"] {
            #expect(HTTPMethod(name) == .other)
        }
    }
}
