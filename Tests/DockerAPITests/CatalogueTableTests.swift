import Testing

@testable import DockerAPI

@Suite struct CatalogueTableTests {
    /// A path that the endpoint alone should take.
    static func sample(_ endpoint: Endpoint) -> String {
        endpoint.path.text.replacing(#/\{[^}]*\}/#, with: "x1")
    }

    @Test func noEntryIsUnreachable() {
        for endpoint in Catalogue.endpoints {
            for method in HTTPMethod.allCases where endpoint.methods.contains(method) {
                // `OPTIONS` of any path has one route, registered before those that take any method.
                if endpoint.methods == .any, method == .options { continue }
                let match = Catalogue.match(method, Self.sample(endpoint))
                #expect(match?.endpoint === endpoint, "\(method) \(endpoint.path.text) is taken by another entry")
            }
        }
    }

    @Test func namesFollowTheScheme() {
        let objects: Set = [
            "build", "buildkit", "checkpoint", "config", "container", "debug", "distribution", "exec", "image",
            "network", "node", "plugin", "secret", "service", "swarm", "system", "task", "volume",
        ]
        for action in Catalogue.actions {
            #expect(action.wholeMatch(of: #/[a-z]+\.[a-z]+(_[a-z]+)*/#) != nil, "\(action)")
            #expect(objects.contains(String(action.prefix { $0 != "." })), "\(action)")
        }
    }

    /// A name stands for one thing the engine does; it has more than one route where the engine has.
    @Test func namesAreSharedOnlyByRoutesThatDoTheSame() {
        let shared = Dictionary(grouping: Catalogue.endpoints, by: \.action).filter { $0.value.count > 1 }
        #expect(
            shared.mapValues { $0.map(\.path.text) } == [
                "system.ping": ["/_ping", "/_ping"],
                "image.save": ["/images/get", "/images/{name*}/get"],
                "network.list": ["/networks", "/networks/"],
                "plugin.inspect": ["/plugins/{name*}/json", "/plugins/{name*}"],
            ]
        )
        #expect(Catalogue.endpoints(for: "image.save").count == 2)
        #expect(Catalogue.endpoints(for: "image.sav").isEmpty)
    }

    /// Policies are written with these names: one may be added, none may change or go.
    @Test func namesAreStable() throws {
        let listed = try CatalogueFixture.rows("endpoints-actions.txt", columns: 3)
        for row in listed {
            let here = Catalogue.endpoints.first { endpoint in
                endpoint.path.text == row[1]
                    && (row[0] == "ANY" ? endpoint.methods == .any : endpoint.methods == MethodSet(HTTPMethod(row[0])))
            }
            #expect(here?.action == row[2], "\(row[0]) \(row[1])")
        }
        #expect(Set(Catalogue.actions).subtracting(listed.map { $0[2] }).isEmpty, "not in endpoints-actions.txt")
        #expect(Catalogue.actions == Catalogue.actions.sorted())
    }

    @Test func templatesAreOfTheFormThatMatchingNeeds() {
        for endpoint in Catalogue.endpoints {
            let path = endpoint.path
            #expect(path.literals.count == path.placeholders.count + 1)
            #expect(path.literals[0].first == UInt8(ascii: "/"), "\(path.text)")
            #expect(path.placeholders.count <= 2)
            if path.placeholders.contains(where: \.swallowsSlashes) { #expect(path.placeholders.count == 1) }
            for placeholder in path.placeholders {
                #expect(placeholder.name.wholeMatch(of: #/[a-z]+/#) != nil, "\(path.text)")
            }
        }
    }

    @Test func targetsAreThere() throws {
        for endpoint in Catalogue.endpoints {
            switch endpoint.target {
            case .none: continue
            case .placeholder(let index): #expect(endpoint.path.placeholders.indices.contains(index))
            case .query(let names): #expect(!names.isEmpty && names.allSatisfy { !$0.isEmpty })
            case .body(let name):
                let schema = try #require(endpoint.body.type?.schema, "\(endpoint.action)")
                let field = schema.field(forFoldedName: FoldedName.fold(name).span)
                #expect(field?.name == name)
                #expect(field?.type.accepts(.string) == true)
            }
        }
    }

    @Test func everyPlaceholderOfAnObjectIsItsTarget() {
        for endpoint in Catalogue.endpoints where !endpoint.path.placeholders.isEmpty {
            if endpoint.action == "system.options" { continue }
            #expect(endpoint.target == .placeholder(0), "\(endpoint.path.text)")
        }
    }

    @Test func bodiesAreOfTheirClass() {
        func actions(_ isIncluded: (BodyClass) -> Bool) -> Set<String> {
            Set(Catalogue.endpoints.filter { isIncluded($0.body) }.map(\.action))
        }
        #expect(
            actions { if case .json = $0 { true } else { false } } == [
                "checkpoint.create", "config.create", "config.update", "container.copy", "container.create",
                "container.update", "exec.create", "exec.start", "network.connect", "network.create",
                "network.disconnect", "node.update", "plugin.pull", "plugin.set", "plugin.upgrade", "secret.create",
                "secret.update", "service.create", "service.update", "swarm.init", "swarm.join", "swarm.unlock",
                "swarm.update", "system.auth", "volume.create", "volume.update",
            ]
        )
        #expect(
            actions { if case .optionalJSON = $0 { true } else { false } } == ["container.commit", "image.push"]
        )
        #expect(
            actions { if case .binary = $0 { true } else { false } } == [
                "build.start", "container.archive_put", "image.create", "image.load", "plugin.create",
            ]
        )
        #expect(
            actions { if case .hijack = $0 { true } else { false } } == [
                "buildkit.grpc", "buildkit.session", "container.attach", "container.attach_ws",
            ]
        )
        for endpoint in Catalogue.endpoints {
            let reads = endpoint.methods == .post || endpoint.methods == .put
            if case .forbidden = endpoint.body { continue }
            #expect(reads || endpoint.action == "container.attach_ws", "\(endpoint.action)")
        }
        #expect(Catalogue.endpoints.filter { $0.legacyBody != nil }.map(\.action) == ["container.start"])
    }

    @Test func tunnelsAreNamed() {
        func actions(_ tunnel: OpaqueTunnel) -> Set<String> {
            Set(Catalogue.endpoints.filter { $0.tunnel == tunnel }.map(\.action))
        }
        #expect(actions(.buildkitSession) == ["buildkit.session"])
        #expect(actions(.buildkitGRPC) == ["buildkit.grpc"])
        #expect(actions(.attach) == ["container.attach", "container.attach_ws", "exec.start"])
        #expect(
            actions(.tar) == [
                "build.start", "container.archive_put", "image.create", "image.load", "plugin.create",
            ]
        )
        for endpoint in Catalogue.endpoints {
            switch endpoint.body {
            case .binary, .hijack: #expect(endpoint.tunnel != nil, "\(endpoint.action)")
            case .json, .optionalJSON, .forbidden: continue
            }
        }
    }
}
