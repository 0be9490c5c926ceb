import Testing

/// Rules about the client's certificate, and certificates that can't be read.
@Suite struct ServeCertificateTests {
    private static let rules = """
        version: 1
        rules:
          - { id: engineers, effect: allow, match: { cert.ou: Engineering } }
          - { id: others, effect: allow, match: { path: /version } }

        """

    private func call(_ certificates: [String], uri: String = "/info") -> Call {
        var call = Call(uri: uri, user: "alice")
        call.certificates = certificates
        return call
    }

    @Test func theFirstOfTheChainDecides() async throws {
        let certificates = try Certificates()
        let own = try await certificates.make("a", subject: "/OU=Engineering/CN=alice")
        let issuer = try await certificates.make("ca", subject: "/OU=Authority/CN=ca")
        let service = try await Service.start(Self.rules)
        for _ in 0..<2 {
            #expect(try await service.ask(call([own, issuer])).allow == true)
            #expect(try await service.ask(call([issuer, own])).allow == false)
            #expect(try await service.ask(call([])).allow == false)
        }
    }

    @Test func whatCanNotBeReadIsDenied() async throws {
        let certificates = try Certificates()
        let own = try await certificates.make("a", subject: "/OU=Engineering/CN=alice")
        let service = try await Service.start(Self.rules)
        let broken = [
            ["garbage"], ["-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", own], [own + own],
            [String(own.dropLast(60))], Array(repeating: own, count: 40),
        ]
        for chain in broken {
            let answer = try await service.ask(call(chain, uri: "/version"))
            #expect(answer.allow == false)
            #expect(answer.message.contains("certificate"), "\(answer)")
            let record = try #require(try service.records().last)
            #expect(record.reason == "malformed-call" && record.findings?.isEmpty == false)
        }
        #expect(try await service.ask(call([own], uri: "/version")).allow == true)
    }

    @Test func theGuardCanBeSwitchedToMonitor() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("dockreeve.yaml", "guards: { malformed-call: monitor }\n")
        let service = try await Service.start(Self.rules, in: folder, options: ["--config", file])
        #expect(try await service.ask(call(["garbage"], uri: "/version")).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.would?.guards == ["malformed-call"])
        #expect(try await service.ask(call(["garbage"])).allow == false, "it has no unit, so no rule allows it")
    }
}
