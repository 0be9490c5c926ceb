import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// What a real docker CLI and docker-compose asked a real engine, and what a reader of the shipped policies expects.
struct RecordedTrafficTests {
    /// One recorded call, as dockerd sent it.
    struct Recorded: Decodable {
        let RequestMethod: String
        let RequestUri: String
        let RequestHeaders: [String: String]?
        let RequestBody: Data?

        func call(_ user: String, _ needs: CallNeeds) -> APICall {
            let wire = WireCall(
                method: RequestMethod,
                uri: RequestUri,
                headers: (RequestHeaders ?? [:]).map { ($0.key, $0.value) },
                body: RequestBody.map { Array($0) },
                user: user,
                authentication: "TLS"
            )
            var reader = CallReader()
            reader.read(wire, needs: needs)
            return reader.call
        }

        /// The URI and the body, to tell calls of one path apart.
        var text: String {
            RequestUri + " " + (RequestBody.map { String(decoding: $0, as: UTF8.self) } ?? "")
        }
    }

    /// A row: method, path (`*` is one name), what the URI or body has in it (`-` for nothing), and who may: `r` a reader,
    /// `m` a member, `c` a CI runner. The first row that fits a call counts.
    private static let expectations = """
        HEAD    /_ping                          -                   r m c
        GET     /version                        -                   r m c
        GET     /info                           -                   r m c
        GET     /system/df                      -                   r m -
        GET     /events                         -                   r m -
        POST    /auth                           -                   - m c

        GET     /containers/json                -                   r m c
        GET     /containers/*/json              -                   r m c
        GET     /containers/*/top               -                   r m -
        GET     /containers/*/stats             -                   r m -
        GET     /containers/*/changes           -                   r m -
        POST    /containers/*/wait              -                   r m c
        GET     /containers/*/logs              -                   - m c
        GET     /containers/*/export            -                   - m -
        GET     /containers/*/archive           -                   - m c
        HEAD    /containers/*/archive           -                   - m c
        PUT     /containers/*/archive           -                   - m c
        POST    /containers/create              name=web1           - m c
        POST    /containers/create              name=volc           - m -
        POST    /containers/create              name=bindc          - - -
        POST    /containers/create              name=priv           - - -
        POST    /containers/create              name=hostall        - - -
        POST    /containers/create              name=ulim           - - -
        POST    /containers/create              name=vf             - m -
        POST    /containers/create              name=gpu            - - -
        POST    /containers/create              name=rt             - m -
        POST    /containers/create              name=img-priv       - m -
        POST    /containers/create              name=comp_db_1      - m -
        POST    /containers/create              name=comp_web_1     - - -
        POST    /containers/create              -                   - m -
        POST    /containers/*/start             -                   - m c
        POST    /containers/*/attach            -                   - m c
        POST    /containers/*/stop              -                   - m c
        POST    /containers/*/kill              -                   - m c
        POST    /containers/*/restart           -                   - m -
        POST    /containers/*/pause             -                   - m -
        POST    /containers/*/unpause           -                   - m -
        POST    /containers/*/rename            -                   - m -
        POST    /containers/*/update            -                   - m -
        DELETE  /containers/*                   -                   - m c
        POST    /containers/prune               -                   - m -
        POST    /containers/*/exec              "Privileged":true   - - -
        POST    /containers/*/exec              -                   - m c
        POST    /exec/*/start                   -                   - m c
        GET     /exec/*/json                    -                   r m c
        POST    /commit                         -                   - m -

        GET     /images/json                    -                   r m c
        GET     /images/*/json                  -                   r m c
        GET     /images/*/history               -                   r m c
        GET     /images/search                  -                   - m -
        GET     /images/get                     -                   - m c
        POST    /images/load                    -                   - m -
        POST    /images/create                  fromImage=          - m c
        POST    /images/create                  fromSrc=-           - m -
        POST    /images/*/tag                   -                   - m c
        POST    /images/localhost:5000/team/web/push  -             - m -
        DELETE  /images/*                       -                   - m c
        POST    /images/prune                   -                   - m -
        GET     /distribution/*/json            -                   - m -
        POST    /build                          networkmode=host    - - -
        POST    /build                          -                   - m c
        POST    /build/prune                    -                   - m -

        GET     /volumes                        -                   r m c
        GET     /volumes/*                      -                   r m c
        POST    /volumes/create                 "o":"bind"          - - -
        POST    /volumes/create                 "type":"nfs"        - - -
        POST    /volumes/create                 -                   - m c
        DELETE  /volumes/*                      -                   - m c
        POST    /volumes/prune                  -                   - m -
        GET     /networks                       -                   r m c
        GET     /networks/*                     -                   r m c
        POST    /networks/create                macvlan             - - -
        POST    /networks/create                -                   - m c
        POST    /networks/*/connect             -                   - m c
        POST    /networks/*/disconnect          -                   - m c
        DELETE  /networks/*                     -                   - m c
        POST    /networks/prune                 -                   - m -

        GET     /plugins                        -                   r m -
        GET     /plugins/*/json                 -                   r m -
        GET     /plugins/privileges             -                   - - -
        POST    /plugins/pull                   -                   - - -
        DELETE  /plugins/*                      -                   - - -

        GET     /swarm                          -                   - - -
        POST    /swarm/*                        -                   - - -
        GET     /nodes                          -                   r m -
        GET     /nodes/*                        -                   r m -
        POST    /nodes/*/update                 -                   - - -
        GET     /services                       -                   r m -
        GET     /services/*                     -                   r m -
        GET     /services/*/logs                -                   - m -
        POST    /services/create                -                   - - -
        POST    /services/*/update              -                   - - -
        DELETE  /services/*                     -                   - - -
        GET     /tasks                          -                   r m -
        GET     /secrets                        -                   r m -
        GET     /secrets/*                      -                   r m -
        POST    /secrets/create                 -                   - - -
        DELETE  /secrets/*                      -                   - - -
        GET     /configs                        -                   r m -
        POST    /configs/create                 -                   - - -
        DELETE  /configs/*                      -                   - - -
        """

    private struct Row {
        let text: String
        let method: String
        let path: [String]
        let marker: String
        let who: [Bool]

        init(_ line: Substring) throws {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            try #require(fields.count == 6, "\(line)")
            text = String(line)
            method = fields[0]
            path = fields[1].components(separatedBy: "/")
            marker = fields[2] == "-" ? "" : fields[2]
            who = fields[3...].map { $0 != "-" }
        }

        func fits(_ call: APICall, _ recorded: Recorded) -> Bool {
            let segments = call.path.components(separatedBy: "/")
            return call.method == method && segments.count == path.count
                && zip(segments, path).allSatisfy { $1 == "*" || $0 == $1 }
                && (marker.isEmpty || recorded.text.contains(marker))
        }
    }

    private static func recorded() throws -> [Recorded] {
        struct Line: Decodable {
            let endpoint: String
            let call: Recorded
        }
        let file = Folders.tests.deletingLastPathComponent().appending(path: "DockerAPITests/Fixtures/traffic.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
            .filter { $0.endpoint == "AuthZPlugin.AuthZReq" }.map(\.call)
    }

    @Test func theShippedPoliciesAnswerAsTheirReadersExpect() throws {
        let rows = try Self.expectations.split(separator: "\n").filter { !$0.isEmpty }.map(Row.init)
        let policies = try [
            ("carol", ShippedPolicyTests.load("read-only.yaml")), ("alice", ShippedPolicyTests.load("members.yaml")),
            ("runner-1", ShippedPolicyTests.load("ci-runner.yaml")),
        ]
        let calls = try Self.recorded()
        #expect(calls.count > 100)
        var used: Set<String> = []
        for recorded in calls {
            for (column, (user, policy)) in policies.enumerated() {
                let call = recorded.call(user, policy.needs)
                #expect(call.findings.isEmpty, "\(recorded.RequestUri): \(call.findings)")
                let row = try #require(rows.first { $0.fits(call, recorded) }, "\(recorded.RequestMethod) \(call.uri)")
                used.insert(row.text)
                let explanation = policy.explain(call)
                #expect(explanation.decision.allowed == row.who[column], "\(user): \(row.text)\n\(explanation.text())")
                // Whoever is in none of its groups gets nothing from a file.
                #expect(!policy.decide(recorded.call("mallory", policy.needs)).allowed)
            }
        }
        #expect(rows.filter { !used.contains($0.text) }.map(\.text) == [])
    }
}
