import Testing

@testable import DockerAPI

/// The table against every version of the Engine API reference.
@Suite struct CatalogueReferenceTests {
    struct Listed: Hashable, CustomStringConvertible {
        let method: String
        let path: String
        var description: String { "\(method) \(path)" }
    }

    static func reference() throws -> [(version: APIVersion, endpoints: Set<Listed>)] {
        var versions: [APIVersion: Set<Listed>] = [:]
        for row in try CatalogueFixture.rows("endpoints-reference.txt", columns: 3) {
            let numbers = row[0].split(separator: ".").compactMap { Int($0) }
            try #require(numbers.count == 2)
            versions[APIVersion(numbers[0], numbers[1]), default: []].insert(Listed(method: row[1], path: row[2]))
        }
        return versions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    @Test func everyVersionFrom124To156IsListed() throws {
        #expect(try Self.reference().map(\.version) == (24...56).map { APIVersion(1, $0) })
        #expect(try Self.reference().allSatisfy { $0.endpoints.count >= 79 })
    }

    @Test func everyListedEndpointIsInTheTable() throws {
        for (version, endpoints) in try Self.reference() {
            var missing: [Listed] = []
            var wrong: [String] = []
            for listed in endpoints {
                let path = listed.path.replacing("{id}", with: "4fa6e0f0c678").replacing("{name}", with: "web")
                guard let match = Catalogue.match(HTTPMethod(listed.method), path) else {
                    missing.append(listed)
                    continue
                }
                let template = match.endpoint.path.reference
                if template != listed.path { wrong.append("\(listed) is taken for \(template)") }
            }
            #expect(missing.isEmpty, "the table lacks these of \(version): \(missing)")
            #expect(wrong.isEmpty, "\(version): \(wrong)")
        }
    }

    /// `since` and `until` say the same as the references: what the table has for a version is what its reference has.
    @Test func theTableHasForEachVersionWhatItsReferenceHas() throws {
        for (version, endpoints) in try Self.reference() {
            var table: Set<Listed> = []
            for endpoint in Catalogue.endpoints {
                guard let since = endpoint.since, since <= version, version <= endpoint.until ?? version else {
                    continue
                }
                for method in HTTPMethod.allCases where endpoint.methods.contains(method) {
                    table.insert(Listed(method: "\(method)".uppercased(), path: endpoint.path.reference))
                }
            }
            #expect(table.subtracting(endpoints).isEmpty, "not in the reference \(version)")
            #expect(endpoints.subtracting(table).isEmpty, "not in the table for \(version)")
        }
    }

    @Test func versionsCompareByNumber() {
        #expect(APIVersion(1, 9) < APIVersion(1, 24))
        #expect(APIVersion(1, 56) < APIVersion(2, 0))
        #expect(!(APIVersion(1, 24) < APIVersion(1, 24)))
        #expect(APIVersion(1, 41).description == "1.41")
    }
}
