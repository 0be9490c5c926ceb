extension Catalogue {
    /// Every endpoint of the Engine API reference 1.24 to 1.56, and those that no reference has.
    ///
    /// The order is that in which dockerd tries its routes. It has been the same since engine 1.13 (API 1.25), and it
    /// matters for few: the DELETE of a checkpoint comes before that of a container, the named profiles under
    /// `/debug/pprof/` before all others, and the old `/plugins/{name}` after what has replaced it. Engine 1.12 let the
    /// `{id}` of services, nodes and tasks take slashes, too; later ones don't, so such a path is left unknown here.
    public static let endpoints: [Endpoint] =
        checkpoints + containers + images + system + volumes + build + swarm + plugins + networks + debug

    /// Experimental; in no reference.
    private static let checkpoints = [
        Endpoint(.get, "/containers/{id*}/checkpoints", "checkpoint.list", since: nil),
        Endpoint(.post, "/containers/{id*}/checkpoints", "checkpoint.create", .json(.checkpointCreate), since: nil),
        Endpoint(.delete, "/containers/{id}/checkpoints/{checkpoint}", "checkpoint.delete", since: nil),
    ]

    private static let containers = [
        Endpoint(.head, "/containers/{id*}/archive", "container.archive_stat"),

        Endpoint(.get, "/containers/json", "container.list"),
        Endpoint(.get, "/containers/{id*}/export", "container.export"),
        Endpoint(.get, "/containers/{id*}/changes", "container.changes"),
        Endpoint(.get, "/containers/{id*}/json", "container.inspect"),
        Endpoint(.get, "/containers/{id*}/top", "container.top"),
        Endpoint(.get, "/containers/{id*}/logs", "container.logs"),
        Endpoint(.get, "/containers/{id*}/stats", "container.stats"),
        Endpoint(.get, "/containers/{id*}/attach/ws", "container.attach_ws", .hijack, tunnel: .attach),
        Endpoint(.get, "/exec/{id*}/json", "exec.inspect"),
        Endpoint(.get, "/containers/{id*}/archive", "container.archive_get"),

        Endpoint(.post, "/containers/create", "container.create", .json(.containerCreate), target: .query(["name"])),
        Endpoint(.post, "/containers/{id*}/kill", "container.kill"),
        Endpoint(.post, "/containers/{id*}/pause", "container.pause"),
        Endpoint(.post, "/containers/{id*}/unpause", "container.unpause"),
        Endpoint(.post, "/containers/{id*}/restart", "container.restart"),
        // Engines up to 25 take a whole HostConfig here from clients of API 1.23 and older, and run it.
        Endpoint(.post, "/containers/{id*}/start", "container.start", legacyBody: .object(.containerCreate)),
        Endpoint(.post, "/containers/{id*}/stop", "container.stop"),
        Endpoint(.post, "/containers/{id*}/wait", "container.wait"),
        Endpoint(.post, "/containers/{id*}/resize", "container.resize"),
        Endpoint(.post, "/containers/{id*}/attach", "container.attach", .hijack, tunnel: .attach),
        // Of API 1.23 and older; engines up to 25 still serve those.
        Endpoint(.post, "/containers/{id*}/copy", "container.copy", .json(.containerCopy), since: nil),
        Endpoint(.post, "/containers/{id*}/exec", "exec.create", .json(.execCreate)),
        Endpoint(.post, "/exec/{id*}/start", "exec.start", .json(.execStart), tunnel: .attach),
        Endpoint(.post, "/exec/{id*}/resize", "exec.resize"),
        Endpoint(.post, "/containers/{id*}/rename", "container.rename"),
        Endpoint(.post, "/containers/{id*}/update", "container.update", .json(.containerUpdate)),
        Endpoint(.post, "/containers/prune", "container.prune", since: 25),
        Endpoint(.post, "/commit", "container.commit", .optionalJSON(.containerConfig), target: .query(["container"])),

        Endpoint(.put, "/containers/{id*}/archive", "container.archive_put", .binary),

        Endpoint(.delete, "/containers/{id*}", "container.delete"),
    ]

    private static let images = [
        Endpoint(.get, "/images/json", "image.list"),
        Endpoint(.get, "/images/search", "image.search", target: .query(["term"])),
        // `names` can be there many times over, so there is no single object.
        Endpoint(.get, "/images/get", "image.save"),
        Endpoint(.get, "/images/{name*}/get", "image.save"),
        Endpoint(.get, "/images/{name*}/history", "image.history"),
        Endpoint(.get, "/images/{name*}/json", "image.inspect"),
        Endpoint(.get, "/images/{name*}/attestations", "image.attestations", since: 55),

        Endpoint(.post, "/images/load", "image.load", .binary),
        // A pull where `fromImage` isn't empty, else an import. Only an import with `fromSrc=-` reads the body.
        Endpoint(.post, "/images/create", "image.create", .binary, target: .query(["fromImage", "repo"])),
        // Engines up to 28.3 read the credentials from the body where the header `X-Registry-Auth` is missing.
        Endpoint(.post, "/images/{name*}/push", "image.push", .optionalJSON(.authConfig)),
        Endpoint(.post, "/images/{name*}/tag", "image.tag"),
        Endpoint(.post, "/images/prune", "image.prune", since: 25),

        Endpoint(.delete, "/images/{name*}", "image.delete"),
    ]

    private static let system = [
        // In no reference. `OPTIONS *` is answered by Go's server, which asks nobody.
        Endpoint(.options, "/{any*}", "system.options", target: EndpointTarget.none, since: nil),
        Endpoint(.get, "/_ping", "system.ping"),
        Endpoint(.head, "/_ping", "system.ping", since: 40),
        Endpoint(.get, "/events", "system.events"),
        Endpoint(.get, "/info", "system.info"),
        Endpoint(.get, "/version", "system.version"),
        Endpoint(.get, "/system/df", "system.df", since: 25),
        Endpoint(.post, "/auth", "system.auth", .json(.authConfig), target: .body("serveraddress")),
    ]

    private static let volumes = [
        Endpoint(.get, "/volumes", "volume.list"),
        Endpoint(.get, "/volumes/{name*}", "volume.inspect"),
        Endpoint(.post, "/volumes/create", "volume.create", .json(.volumeCreate), target: .body("Name")),
        Endpoint(.post, "/volumes/prune", "volume.prune", since: 25),
        Endpoint(.put, "/volumes/{name*}", "volume.update", .json(.volumeUpdate), since: 42),
        Endpoint(.delete, "/volumes/{name*}", "volume.delete"),
    ]

    private static let build = [
        // `t` can be there many times over, so there is no single object.
        Endpoint(.post, "/build", "build.start", .binary),
        Endpoint(.post, "/build/prune", "build.prune", since: 31),
        Endpoint(.post, "/build/cancel", "build.cancel", target: .query(["id"]), since: nil),

        Endpoint(.post, "/session", "buildkit.session", .hijack, tunnel: .buildkitSession, since: 31),
        Endpoint(.post, "/grpc", "buildkit.grpc", .hijack, tunnel: .buildkitGRPC, since: nil),

        Endpoint(.get, "/distribution/{name*}/json", "distribution.inspect", since: 30),
    ]

    private static let swarm = [
        Endpoint(.post, "/swarm/init", "swarm.init", .json(.swarmInit)),
        Endpoint(.post, "/swarm/join", "swarm.join", .json(.swarmJoin)),
        Endpoint(.post, "/swarm/leave", "swarm.leave"),
        Endpoint(.get, "/swarm", "swarm.inspect"),
        Endpoint(.get, "/swarm/unlockkey", "swarm.unlock_key", since: 25),
        Endpoint(.post, "/swarm/update", "swarm.update", .json(.swarmSpec)),
        Endpoint(.post, "/swarm/unlock", "swarm.unlock", .json(.swarmUnlock), since: 25),

        Endpoint(.get, "/services", "service.list"),
        Endpoint(.get, "/services/{id}", "service.inspect"),
        Endpoint(.post, "/services/create", "service.create", .json(.serviceSpec), target: .body("Name")),
        Endpoint(.post, "/services/{id}/update", "service.update", .json(.serviceSpec)),
        Endpoint(.delete, "/services/{id}", "service.delete"),
        Endpoint(.get, "/services/{id}/logs", "service.logs", since: 25),

        Endpoint(.get, "/nodes", "node.list"),
        Endpoint(.get, "/nodes/{id}", "node.inspect"),
        Endpoint(.delete, "/nodes/{id}", "node.delete"),
        Endpoint(.post, "/nodes/{id}/update", "node.update", .json(.nodeSpec)),

        Endpoint(.get, "/tasks", "task.list"),
        Endpoint(.get, "/tasks/{id}", "task.inspect"),
        Endpoint(.get, "/tasks/{id}/logs", "task.logs", since: 29),

        Endpoint(.get, "/secrets", "secret.list", since: 25),
        Endpoint(.post, "/secrets/create", "secret.create", .json(.secretSpec), target: .body("Name"), since: 25),
        Endpoint(.delete, "/secrets/{id}", "secret.delete", since: 25),
        Endpoint(.get, "/secrets/{id}", "secret.inspect", since: 25),
        Endpoint(.post, "/secrets/{id}/update", "secret.update", .json(.secretSpec), since: 26),

        Endpoint(.get, "/configs", "config.list", since: 30),
        Endpoint(.post, "/configs/create", "config.create", .json(.configSpec), target: .body("Name"), since: 30),
        Endpoint(.delete, "/configs/{id}", "config.delete", since: 30),
        Endpoint(.get, "/configs/{id}", "config.inspect", since: 30),
        Endpoint(.post, "/configs/{id}/update", "config.update", .json(.configSpec), since: 30),
    ]

    private static let plugins = [
        Endpoint(.get, "/plugins", "plugin.list"),
        Endpoint(.get, "/plugins/{name*}/json", "plugin.inspect", since: 25),
        Endpoint(.get, "/plugins/privileges", "plugin.privileges", target: .query(["remote"]), since: 25),
        // Experimental in engine 1.12, where it stood in the place of `/plugins/{name}/json`.
        Endpoint(.get, "/plugins/{name*}", "plugin.inspect", until: 24),
        Endpoint(.delete, "/plugins/{name*}", "plugin.delete"),
        Endpoint(.post, "/plugins/{name*}/enable", "plugin.enable"),
        Endpoint(.post, "/plugins/{name*}/disable", "plugin.disable"),
        Endpoint(.post, "/plugins/pull", "plugin.pull", .json(.list(.object(.privilege))), target: .query(["remote"])),
        Endpoint(.post, "/plugins/{name*}/push", "plugin.push"),
        Endpoint(.post, "/plugins/{name*}/upgrade", "plugin.upgrade", .json(.list(.object(.privilege))), since: 26),
        Endpoint(.post, "/plugins/{name*}/set", "plugin.set", .json(.strings), since: 25),
        Endpoint(.post, "/plugins/create", "plugin.create", .binary, target: .query(["name"]), since: 25),
    ]

    private static let networks = [
        Endpoint(.get, "/networks", "network.list"),
        Endpoint(.get, "/networks/", "network.list", since: nil),
        Endpoint(.get, "/networks/{id+}", "network.inspect"),
        Endpoint(.post, "/networks/create", "network.create", .json(.networkCreate), target: .body("Name")),
        Endpoint(.post, "/networks/{id*}/connect", "network.connect", .json(.networkConnect)),
        Endpoint(.post, "/networks/{id*}/disconnect", "network.disconnect", .json(.networkDisconnect)),
        Endpoint(.post, "/networks/prune", "network.prune", since: 25),
        Endpoint(.delete, "/networks/{id*}", "network.delete"),
    ]

    /// In no reference. Engines up to 27 take any method and no version in front, later ones `GET` and both forms.
    private static let debug = [
        Endpoint(.any, "/debug/vars", "debug.vars", since: nil),
        Endpoint(.any, "/debug/pprof/", "debug.pprof", since: nil),
        Endpoint(.any, "/debug/pprof/cmdline", "debug.pprof_cmdline", since: nil),
        Endpoint(.any, "/debug/pprof/profile", "debug.pprof_profile", since: nil),
        Endpoint(.any, "/debug/pprof/symbol", "debug.pprof_symbol", since: nil),
        Endpoint(.any, "/debug/pprof/trace", "debug.pprof_trace", since: nil),
        Endpoint(.any, "/debug/pprof/{name}", "debug.pprof_lookup", since: nil),
    ]
}
