extension Catalogue {
    /// Every endpoint of the Engine API reference 1.24 to 1.56, and those that no reference has.
    ///
    /// The order is that in which dockerd tries its routes. It was the same in all engines from 1.13 (API 1.25) on, and
    /// it matters for two pairs only: the one DELETE of a checkpoint against that of a container, and the named profiles
    /// under `/debug/pprof/`. Engine 1.12 let `{id}` of services, nodes and tasks take slashes, too; later ones don't,
    /// and such a path is left unknown here.
    public static let endpoints: [Endpoint] =
        checkpoints + containers + images + system + volumes + build + swarm + plugins + networks + debug

    private static func v(_ minor: Int) -> APIVersion { APIVersion(1, minor) }

    /// Experimental; in no reference.
    private static let checkpoints = [
        Endpoint(.get, "/containers/{id*}/checkpoints", "checkpoint.list", .placeholder(0), since: nil),
        Endpoint(
            .post, "/containers/{id*}/checkpoints", "checkpoint.create", .placeholder(0),
            body: .json(.object(.checkpointCreate)), since: nil),
        Endpoint(
            .delete, "/containers/{id}/checkpoints/{checkpoint}", "checkpoint.delete", .placeholder(0), since: nil),
    ]

    private static let containers = [
        Endpoint(.head, "/containers/{id*}/archive", "container.archive_stat", .placeholder(0)),

        Endpoint(.get, "/containers/json", "container.list"),
        Endpoint(.get, "/containers/{id*}/export", "container.export", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/changes", "container.changes", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/json", "container.inspect", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/top", "container.top", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/logs", "container.logs", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/stats", "container.stats", .placeholder(0)),
        Endpoint(
            .get, "/containers/{id*}/attach/ws", "container.attach_ws", .placeholder(0), body: .hijack, tunnel: .attach),
        Endpoint(.get, "/exec/{id*}/json", "exec.inspect", .placeholder(0)),
        Endpoint(.get, "/containers/{id*}/archive", "container.archive_get", .placeholder(0)),

        Endpoint(
            .post, "/containers/create", "container.create", .query(["name"]), body: .json(.object(.containerCreate))),
        Endpoint(.post, "/containers/{id*}/kill", "container.kill", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/pause", "container.pause", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/unpause", "container.unpause", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/restart", "container.restart", .placeholder(0)),
        // Engines up to 25 take a whole HostConfig here from clients of API 1.23 and older, and run it.
        Endpoint(
            .post, "/containers/{id*}/start", "container.start", .placeholder(0), legacyBody: .object(.containerCreate)),
        Endpoint(.post, "/containers/{id*}/stop", "container.stop", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/wait", "container.wait", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/resize", "container.resize", .placeholder(0)),
        Endpoint(
            .post, "/containers/{id*}/attach", "container.attach", .placeholder(0), body: .hijack, tunnel: .attach),
        // Of API 1.23 and older; engines up to 25 still serve those.
        Endpoint(
            .post, "/containers/{id*}/copy", "container.copy", .placeholder(0), body: .json(.object(.containerCopy)),
            since: nil),
        Endpoint(
            .post, "/containers/{id*}/exec", "exec.create", .placeholder(0), body: .json(.object(.execCreate))),
        Endpoint(
            .post, "/exec/{id*}/start", "exec.start", .placeholder(0), body: .json(.object(.execStart)),
            tunnel: .attach),
        Endpoint(.post, "/exec/{id*}/resize", "exec.resize", .placeholder(0)),
        Endpoint(.post, "/containers/{id*}/rename", "container.rename", .placeholder(0)),
        Endpoint(
            .post, "/containers/{id*}/update", "container.update", .placeholder(0),
            body: .json(.object(.containerUpdate))),
        Endpoint(.post, "/containers/prune", "container.prune", since: v(25)),
        Endpoint(
            .post, "/commit", "container.commit", .query(["container"]), body: .optionalJSON(.object(.containerConfig))),

        Endpoint(
            .put, "/containers/{id*}/archive", "container.archive_put", .placeholder(0), body: .binary, tunnel: .tar),

        Endpoint(.delete, "/containers/{id*}", "container.delete", .placeholder(0)),
    ]

    private static let images = [
        Endpoint(.get, "/images/json", "image.list"),
        Endpoint(.get, "/images/search", "image.search", .query(["term"])),
        // `names` can be there many times over, so there is no single object.
        Endpoint(.get, "/images/get", "image.save"),
        Endpoint(.get, "/images/{name*}/get", "image.save", .placeholder(0)),
        Endpoint(.get, "/images/{name*}/history", "image.history", .placeholder(0)),
        Endpoint(.get, "/images/{name*}/json", "image.inspect", .placeholder(0)),
        Endpoint(.get, "/images/{name*}/attestations", "image.attestations", .placeholder(0), since: v(55)),

        Endpoint(.post, "/images/load", "image.load", body: .binary, tunnel: .tar),
        // A pull where `fromImage` isn't empty, else an import. Only an import with `fromSrc=-` reads the body.
        Endpoint(
            .post, "/images/create", "image.create", .query(["fromImage", "repo"]), body: .binary, tunnel: .tar),
        // Engines up to 28.3 read the credentials from the body where the header `X-Registry-Auth` is missing.
        Endpoint(
            .post, "/images/{name*}/push", "image.push", .placeholder(0), body: .optionalJSON(.object(.authConfig))),
        Endpoint(.post, "/images/{name*}/tag", "image.tag", .placeholder(0)),
        Endpoint(.post, "/images/prune", "image.prune", since: v(25)),

        Endpoint(.delete, "/images/{name*}", "image.delete", .placeholder(0)),
    ]

    private static let system = [
        // In no reference. `OPTIONS *` is answered by Go's server, which asks nobody.
        Endpoint(.options, "/{any*}", "system.options", since: nil),
        Endpoint(.get, "/_ping", "system.ping"),
        Endpoint(.head, "/_ping", "system.ping", since: v(40)),
        Endpoint(.get, "/events", "system.events"),
        Endpoint(.get, "/info", "system.info"),
        Endpoint(.get, "/version", "system.version"),
        Endpoint(.get, "/system/df", "system.df", since: v(25)),
        Endpoint(.post, "/auth", "system.auth", .body("serveraddress"), body: .json(.object(.authConfig))),
    ]

    private static let volumes = [
        Endpoint(.get, "/volumes", "volume.list"),
        Endpoint(.get, "/volumes/{name*}", "volume.inspect", .placeholder(0)),
        Endpoint(.post, "/volumes/create", "volume.create", .body("Name"), body: .json(.object(.volumeCreate))),
        Endpoint(.post, "/volumes/prune", "volume.prune", since: v(25)),
        Endpoint(
            .put, "/volumes/{name*}", "volume.update", .placeholder(0), body: .json(.object(.volumeUpdate)),
            since: v(42)),
        Endpoint(.delete, "/volumes/{name*}", "volume.delete", .placeholder(0)),
    ]

    private static let build = [
        // `t` can be there many times over, so there is no single object.
        Endpoint(.post, "/build", "build.start", body: .binary, tunnel: .tar),
        Endpoint(.post, "/build/prune", "build.prune", since: v(31)),
        Endpoint(.post, "/build/cancel", "build.cancel", .query(["id"]), since: nil),

        Endpoint(.post, "/session", "buildkit.session", body: .hijack, tunnel: .buildkitSession, since: v(31)),
        Endpoint(.post, "/grpc", "buildkit.grpc", body: .hijack, tunnel: .buildkitGRPC, since: nil),

        Endpoint(.get, "/distribution/{name*}/json", "distribution.inspect", .placeholder(0), since: v(30)),
    ]

    private static let swarm = [
        Endpoint(.post, "/swarm/init", "swarm.init", body: .json(.object(.swarmInit))),
        Endpoint(.post, "/swarm/join", "swarm.join", body: .json(.object(.swarmJoin))),
        Endpoint(.post, "/swarm/leave", "swarm.leave"),
        Endpoint(.get, "/swarm", "swarm.inspect"),
        Endpoint(.get, "/swarm/unlockkey", "swarm.unlock_key", since: v(25)),
        Endpoint(.post, "/swarm/update", "swarm.update", body: .json(.object(.swarmSpec))),
        Endpoint(.post, "/swarm/unlock", "swarm.unlock", body: .json(.object(.swarmUnlock)), since: v(25)),

        Endpoint(.get, "/services", "service.list"),
        Endpoint(.get, "/services/{id}", "service.inspect", .placeholder(0)),
        Endpoint(.post, "/services/create", "service.create", .body("Name"), body: .json(.object(.serviceSpec))),
        Endpoint(
            .post, "/services/{id}/update", "service.update", .placeholder(0), body: .json(.object(.serviceSpec))),
        Endpoint(.delete, "/services/{id}", "service.delete", .placeholder(0)),
        Endpoint(.get, "/services/{id}/logs", "service.logs", .placeholder(0), since: v(25)),

        Endpoint(.get, "/nodes", "node.list"),
        Endpoint(.get, "/nodes/{id}", "node.inspect", .placeholder(0)),
        Endpoint(.delete, "/nodes/{id}", "node.delete", .placeholder(0)),
        Endpoint(.post, "/nodes/{id}/update", "node.update", .placeholder(0), body: .json(.object(.nodeSpec))),

        Endpoint(.get, "/tasks", "task.list"),
        Endpoint(.get, "/tasks/{id}", "task.inspect", .placeholder(0)),
        Endpoint(.get, "/tasks/{id}/logs", "task.logs", .placeholder(0), since: v(29)),

        Endpoint(.get, "/secrets", "secret.list", since: v(25)),
        Endpoint(
            .post, "/secrets/create", "secret.create", .body("Name"), body: .json(.object(.secretSpec)), since: v(25)),
        Endpoint(.delete, "/secrets/{id}", "secret.delete", .placeholder(0), since: v(25)),
        Endpoint(.get, "/secrets/{id}", "secret.inspect", .placeholder(0), since: v(25)),
        Endpoint(
            .post, "/secrets/{id}/update", "secret.update", .placeholder(0), body: .json(.object(.secretSpec)),
            since: v(26)),

        Endpoint(.get, "/configs", "config.list", since: v(30)),
        Endpoint(
            .post, "/configs/create", "config.create", .body("Name"), body: .json(.object(.configSpec)), since: v(30)),
        Endpoint(.delete, "/configs/{id}", "config.delete", .placeholder(0), since: v(30)),
        Endpoint(.get, "/configs/{id}", "config.inspect", .placeholder(0), since: v(30)),
        Endpoint(
            .post, "/configs/{id}/update", "config.update", .placeholder(0), body: .json(.object(.configSpec)),
            since: v(30)),
    ]

    private static let plugins = [
        Endpoint(.get, "/plugins", "plugin.list"),
        Endpoint(.get, "/plugins/{name*}/json", "plugin.inspect", .placeholder(0), since: v(25)),
        Endpoint(.get, "/plugins/privileges", "plugin.privileges", .query(["remote"]), since: v(25)),
        // Experimental in engine 1.12, where it stood in the place of `/plugins/{name}/json`.
        Endpoint(.get, "/plugins/{name*}", "plugin.inspect", .placeholder(0), until: v(24)),
        Endpoint(.delete, "/plugins/{name*}", "plugin.delete", .placeholder(0)),
        Endpoint(.post, "/plugins/{name*}/enable", "plugin.enable", .placeholder(0)),
        Endpoint(.post, "/plugins/{name*}/disable", "plugin.disable", .placeholder(0)),
        Endpoint(.post, "/plugins/pull", "plugin.pull", .query(["remote"]), body: .json(.list(.object(.privilege)))),
        Endpoint(.post, "/plugins/{name*}/push", "plugin.push", .placeholder(0)),
        Endpoint(
            .post, "/plugins/{name*}/upgrade", "plugin.upgrade", .placeholder(0),
            body: .json(.list(.object(.privilege))), since: v(26)),
        Endpoint(.post, "/plugins/{name*}/set", "plugin.set", .placeholder(0), body: .json(.strings), since: v(25)),
        Endpoint(
            .post, "/plugins/create", "plugin.create", .query(["name"]), body: .binary, tunnel: .tar, since: v(25)),
    ]

    private static let networks = [
        Endpoint(.get, "/networks", "network.list"),
        Endpoint(.get, "/networks/", "network.list", since: nil),
        Endpoint(.get, "/networks/{id+}", "network.inspect", .placeholder(0)),
        Endpoint(.post, "/networks/create", "network.create", .body("Name"), body: .json(.object(.networkCreate))),
        Endpoint(
            .post, "/networks/{id*}/connect", "network.connect", .placeholder(0),
            body: .json(.object(.networkConnect))),
        Endpoint(
            .post, "/networks/{id*}/disconnect", "network.disconnect", .placeholder(0),
            body: .json(.object(.networkDisconnect))),
        Endpoint(.post, "/networks/prune", "network.prune", since: v(25)),
        Endpoint(.delete, "/networks/{id*}", "network.delete", .placeholder(0)),
    ]

    /// In no reference. Engines up to 27 take any method and no version in front, later ones `GET` and both forms.
    private static let debug = [
        Endpoint(.any, "/debug/vars", "debug.vars", since: nil),
        Endpoint(.any, "/debug/pprof/", "debug.pprof", since: nil),
        Endpoint(.any, "/debug/pprof/cmdline", "debug.pprof_cmdline", since: nil),
        Endpoint(.any, "/debug/pprof/profile", "debug.pprof_profile", since: nil),
        Endpoint(.any, "/debug/pprof/symbol", "debug.pprof_symbol", since: nil),
        Endpoint(.any, "/debug/pprof/trace", "debug.pprof_trace", since: nil),
        Endpoint(.any, "/debug/pprof/{name}", "debug.pprof_lookup", .placeholder(0), since: nil),
    ]
}
