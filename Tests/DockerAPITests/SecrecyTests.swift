import Testing

@testable import DockerAPI

/// What of a body may be written down: every text that a schema has is listed, so that a new one is thought about.
@Suite struct SecrecyTests {
    /// The types of bodies, and that of a parameter which holds JSON.
    private static let schemas: [BodySchema] =
        SchemaSupport.all().map(\.schema) + QueryJSON.build.compactMap(\.type.schema)

    @Test func everyTextOfASchemaIsListed() {
        for schema in Self.schemas where schema !== BodySchema.containerCreate {
            for field in schema.fields where field.type.holdsText {
                #expect(Secrecy.table["\(schema.name).\(field.name)"] != nil, "\(schema.name).\(field.name)")
            }
        }
        for field in BodySchema.containerCreate.fields where field.type.holdsText {
            let names = ["Config", "HostConfig", "CreateRequest"].map { "container.\($0).\(field.name)" }
            #expect(names.contains { Secrecy.table[$0] != nil }, "\(field.name)")
        }
    }

    @Test func nothingIsListedThatNoSchemaHas() {
        let known = Set(Self.schemas.flatMap { schema in schema.fields.map { "\(schema.name).\($0.name)" } })
        for name in Secrecy.table.keys { #expect(known.contains(name), "\(name)") }
    }

    @Test func whatIsNotListedIsHidden() {
        #expect(Secrecy.of("container.Config", BodyField("Novelty", .string)) == .whole)
        #expect(Secrecy.of("novel.Type", BodyField("Env", .strings)) == .whole)
        #expect(Secrecy.of("novel.Type", BodyField("Count", .int)) == .open)
    }

    @Test(arguments: [
        "DB_PASSWORD", "passwd", "com.example.api-key", "API_KEY", "apikey", "X-Token", "sig", "Auth", "clientSecret",
        "private.key", "AWS_ACCESS_KEY_ID", "bearer", "session-cookie",
    ])
    func namesOfSecrets(_ name: String) {
        let isOne = SecretName.isOne(name.utf8Span.span)
        #expect(isOne, "\(name)")
    }

    @Test(arguments: ["", "com.docker.compose.project", "author", "keyboard", "tag", "platform", "t", "path", "names"])
    func otherNames(_ name: String) {
        let isOne = SecretName.isOne(name.utf8Span.span)
        #expect(!isOne, "\(name)")
    }

    @Test func pathsAreWrittenAsTheyAreRead() throws {
        for name in ["a", "a.b", "", "[", "\"", "\\", "a\"]b", "ä", "a b"] {
            var path = Array("body".utf8)
            BodyPath.appendName(Array(name.utf8)[...], to: &path)
            let text = String(decoding: path, as: UTF8.self)
            let attribute = try CallAttribute(parsing: text)
            guard case .bodyPath(let read) = attribute, case .name(let step)? = read.steps.first else {
                Issue.record("\(text) is no path")
                continue
            }
            #expect(step.exact == Array(name.utf8) && attribute.name == text)
        }
    }
}
