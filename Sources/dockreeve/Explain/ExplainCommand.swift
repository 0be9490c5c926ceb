import ArgumentParser
import DockerAPI
import PCRE2
import Policy
import StrictJSON

/// `dockreeve explain`: what would happen to this call, and why?
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show what a policy decides about one call, and why.",
        discussion: """
            Prints the call as dockerd would execute it, every rule that matched or came close, the condition that failed \
            with the value it saw, and the place of the rule that decided.

              dockreeve explain --policies policies/ GET /v1.43/containers/json
              dockreeve explain --policies policies/ --user alice --body create.json POST /containers/create
              echo '{"Image":"busybox"}' | dockreeve explain --policies policies/ --body - POST /containers/create

            Without --config every guard denies and nothing else is as a running plugin may have been told; with its \
            configuration file the guards' modes, the depth of bodies and resolve_symlinks are the same as there.

            With --body the call is sent as docker clients send it, with Content-Type: application/json and \
            Content-Length, unless --header says otherwise.

            Exit status: 0 allowed; 1 denied; 2 trouble.
            """
    )

    @Option(
        help: ArgumentHelp("Directory of the rule files, or one file; may be given more than once.", valueName: "dir"),
        completion: .directory
    )
    var policies: [String]

    @Option(
        help: ArgumentHelp("The caller's name; without one the call comes over the local socket.", valueName: "name")
    )
    var user: String?

    @Option(
        help: ArgumentHelp(
            "The caller's certificates, PEM, its own first; without --user its common name is the caller's name.",
            valueName: "file"
        ),
        completion: .file(extensions: ["pem", "crt"])
    )
    var certificate: String?

    @Option(
        name: .customLong("header"),
        help: ArgumentHelp("A request header, NAME:VALUE; may be given more than once.", valueName: "name:value")
    )
    var headers: [String] = []

    @Option(
        help: ArgumentHelp("The body, from a file or from standard input (-).", valueName: "file"),
        completion: .file()
    )
    var body: String?

    @Option(
        help: ArgumentHelp("The configuration file of `dockreeve serve`, to read calls as it does.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp("A guard that only records; may be given more than once.", valueName: "name"),
        completion: .list(Guard.allCases.map(\.rawValue))
    )
    var monitorGuard: [String] = []

    @Flag(help: "Every rule, also those that have nothing to do with the call.")
    var all = false

    @Flag(help: "One JSON object instead of text.")
    var json = false

    @Argument(help: "HTTP method.")
    var method: String

    @Argument(help: "URI, as a client would write it.")
    var uri: String

    func run() throws {
        let call = try wireCall()
        let configuration = try effectiveConfiguration()
        let result = Policy.load(paths: policies)
        guard let policy = result.policy else {
            for diagnostic in result.diagnostics { StandardStreams.writeError("\(diagnostic)\n") }
            throw ExitCode(2)
        }
        var reader = CallReader(options: configuration.makeReaderOptions())
        reader.read(call, needs: policy.needs)
        let explanation = policy.explain(reader.call, guards: configuration.guardModes, scratch: MatchScratch())
        StandardStreams.writeOutput(json ? explanation.jsonLine : explanation.text(isComplete: all))
        guard explanation.decision.allowed else { throw ExitCode(1) }
    }

    private func wireCall() throws -> WireCall {
        var fields: [(String, String)] = []
        for header in headers {
            guard let colon = header.firstIndex(of: ":"), colon != header.startIndex else {
                throw trouble("`\(header)` is not a header: write NAME:VALUE")
            }
            let value = header[header.index(after: colon)...].drop { $0 == " " }
            fields.append((String(header[..<colon]), String(value)))
        }
        var bytes: [UInt8]?
        if let body {
            do {
                bytes = try Bytes.read(body, limit: 16 << 20)
            } catch {
                throw trouble(error.description)
            }
        }
        if let bytes {
            let names = fields.map { $0.0.lowercased() }
            if !names.contains("content-type") { fields.append(("Content-Type", "application/json")) }
            if !names.contains("content-length") { fields.append(("Content-Length", String(bytes.count))) }
        }
        let caller = try self.caller()
        return WireCall(
            method: method,
            uri: uri,
            headers: fields,
            body: bytes,
            user: caller.name ?? "",
            authentication: caller.name == nil ? "" : "TLS",
            certificates: caller.certificates
        )
    }

    private func effectiveConfiguration() throws -> ServeConfiguration {
        var configuration = ServeConfiguration()
        if let config {
            do {
                configuration = try ConfigurationReader.read(Bytes.read(config, limit: 1 << 20), file: config).get()
            } catch {
                StandardStreams.writeError("\(error)\n")
                throw ExitCode(2)
            }
        }
        for name in monitorGuard {
            guard let guarding = Guard(rawValue: name) else {
                let known = Guard.allCases.map(\.rawValue)
                let help = Suggestion.help(for: name, among: known) ?? "known: \(known.joined(separator: ", "))"
                throw trouble("unknown guard `\(SafeText.inline(name))`; \(help)")
            }
            configuration.monitoredGuards.insert(guarding)
        }
        return configuration
    }

    private func caller() throws -> (name: String?, certificates: [String]) {
        guard let certificate else { return (user, []) }
        let text: [UInt8]
        do {
            text = try Bytes.read(certificate, limit: 1 << 20)
        } catch {
            throw trouble(error.description)
        }
        guard let chain = CertificateParser.chain(in: text) else {
            throw trouble("`\(SafeText.inline(certificate))` holds no certificates in PEM form")
        }
        let fields = chain.first.flatMap { CertificateParser.parse(pem: Array($0.utf8)) }
        // Go takes the last common name where a subject has several; dockerd tells that one.
        return (user ?? fields?[.cn].last ?? "", chain)
    }

    private func trouble(_ message: String) -> ExitCode {
        StandardStreams.writeError("dockreeve: \(message)\n")
        return ExitCode(2)
    }
}

extension Explanation {
    fileprivate var jsonLine: String {
        var writer = JSONWriter()
        write(to: &writer)
        writer.endLine()
        return writer.text
    }
}
