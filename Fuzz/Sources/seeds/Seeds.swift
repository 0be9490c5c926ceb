import Foundation

/// Writes the inputs that fuzzing starts from: `seeds CHECKOUT DIRECTORY`.
///
/// They are made of what the tests have anyway: calls recorded from a real engine, and the collected attacks.
@main struct Seeds {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: seeds CHECKOUT DIRECTORY\n".utf8))
            exit(2)
        }
        let checkout = URL(filePath: CommandLine.arguments[1])
        var writer = SeedWriter(directory: URL(filePath: CommandLine.arguments[2]))
        let fixtures = checkout.appending(path: "Tests/DockerAPITests/Fixtures")
        for line in try lines(fixtures.appending(path: "traffic.jsonl")) { try writer.write(recorded: line) }
        for line in try lines(fixtures.appending(path: "corpus.jsonl")) { try writer.write(attack: line) }
        for folder in ["policies", "examples", "docs", "Tests"] {
            try writer.writeRules(below: checkout.appending(path: folder))
        }
        for text in SeedTexts.rules { try writer.write(Data(text.utf8), for: "policy") }
        for text in SeedTexts.patterns { try writer.write(Data(text.utf8), for: "pattern") }
        for log in SeedFiles.logs { try writer.write(log, for: "audit") }
        for steps in SeedFiles.forgeries { try writer.write(Data(steps), for: "chain") }
        for call in SeedFiles.calls { try writer.write(Data(call.utf8), for: "driver") }
        for request in SeedFiles.requests { try writer.write(Data(request.utf8), for: "http") }
        for address in SeedFiles.addresses { try writer.write(Data(address.utf8), for: "discovery") }
        for certificate in SeedFiles.certificates {
            try writer.write(certificate, for: "certificate")
            try writer.write(SeedFiles.pem(certificate), for: "certificate")
        }
        try writer.write(SeedFiles.certificates.map(SeedFiles.pem).reduce(Data(), +), for: "certificate")
        print("\(writer.count) inputs to start from")
    }

    private static func lines(_ file: URL) throws -> [Data] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
