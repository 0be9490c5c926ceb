import ArgumentParser
import DockerAPI
import PCRE2
import Policy

/// `dockreeve can`: what may this user do?
struct CanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "can",
        abstract: "Show what a user may do: always, never, or under which conditions.",
        discussion: """
            Answered by the engine that decides calls, with everything unknown that a caller could write into one: path, \
            query, headers, body. An action that is allowed always is so for every call that the guards let through. \
            Rules in monitor mode count for nothing.

            Without --certificate the fields of the caller's certificate are unknown too; --group says what groups the \
            caller is in, whatever the rule files say.

              dockreeve can --user alice
              dockreeve can --user alice container.create
              dockreeve can --group developers 'image.*' --json

            Exit status, of the actions named: 0 all always; 1 one never; 3 one under conditions, and none never; 2 \
            trouble. Without an action 0.
            """
    )

    @Option(
        help: ArgumentHelp(
            "Directory of the rule files, or one file; may be given more than once. (default: \(CanCommand.standard))",
            valueName: "dir"
        ),
        completion: .directory
    )
    var policies: [String] = []

    @Option(
        help: ArgumentHelp("The caller's name; without one the call comes over the local socket.", valueName: "name")
    )
    var user: String?

    @Option(
        name: .customLong("group"),
        help: ArgumentHelp("A group that the caller is in; may be given more than once.", valueName: "name")
    )
    var groups: [String] = []

    @Option(
        name: [.customLong("certificate"), .customLong("cert")],
        help: ArgumentHelp(
            "The caller's certificate, PEM; without --user its common name is the caller's name.",
            valueName: "file"
        ),
        completion: .file(extensions: ["pem", "crt"])
    )
    var certificate: String?

    @Flag(help: "One JSON object instead of text.")
    var json = false

    @Argument(help: "Actions, `container.create`, or all of an object, `container.*`.")
    var actions: [String] = []

    static let standard = ServeConfiguration().policies

    func run() throws {
        let policy = try LoadedPolicy.load(policies.isEmpty ? [Self.standard] : policies)
        for group in groups where !policy.groups.contains(group) {
            throw trouble(
                "the policy has no group `\(SafeText.inline(group))`",
                Suggestion.help(for: group, among: policy.groups)
            )
        }
        let caller = try caller()
        let names = try chosenActions()
        let scratch = MatchScratch()
        let answers = names.map { ActionAnswer($0, caller: caller, policy: policy, scratch: scratch) }
        let report = CanReport(
            answers: answers,
            caller: title(caller, policy),
            isDetailed: !actions.isEmpty && names.count <= 12
        )
        StandardStreams.writeOutput(json ? report.json : report.text)
        guard !actions.isEmpty else { return }
        if answers.contains(where: { $0.verdict == .never }) { throw ExitCode(1) }
        if answers.contains(where: { $0.verdict == .conditions }) { throw ExitCode(3) }
    }

    private func chosenActions() throws -> [String] {
        guard !actions.isEmpty else { return Catalogue.actions }
        var chosen: [String] = []
        for action in actions {
            let found =
                action.hasSuffix(".*")
                ? Catalogue.actions.filter { $0.hasPrefix(action.dropLast()) }
                : Catalogue.actions.filter { $0 == action }
            guard !found.isEmpty else {
                throw trouble(
                    "there is no action `\(SafeText.inline(action))`",
                    Suggestion.help(for: action, among: Catalogue.actions)
                )
            }
            chosen += found.filter { !chosen.contains($0) }
        }
        return chosen
    }

    private func caller() throws -> Caller {
        let groups = self.groups.isEmpty ? nil : Set(self.groups)
        guard let certificate else {
            return Caller(
                name: user ?? "",
                isLocal: (user ?? "").isEmpty && groups == nil,
                certificates: [],
                groups: groups
            )
        }
        let pem: [UInt8]
        do {
            pem = try Bytes.read(certificate, limit: 1 << 20)
        } catch {
            throw trouble(error.description)
        }
        guard let fields = CertificateParser.parse(pem: pem) else {
            throw trouble("`\(SafeText.inline(certificate))` is not a certificate in PEM form")
        }
        // Go takes the last common name where a subject has several; dockerd tells that one.
        return Caller(
            name: user ?? fields[.cn].last ?? "",
            isLocal: false,
            certificates: [String(decoding: pem, as: UTF8.self)],
            groups: groups
        )
    }

    private func title(_ caller: Caller, _ policy: Policy) -> String {
        var title =
            caller.name.isEmpty ? (caller.isLocal ? "the local socket" : "somebody") : SafeText.inline(caller.name)
        if let endpoint = Catalogue.endpoints.first {
            let known = caller.groups.map { $0.sorted() } ?? policy.groups(of: caller.call("GET", endpoint).call)
            if !known.isEmpty { title += " (\(known.joined(separator: ", ")))" }
        }
        return title
    }

    private func trouble(_ message: String, _ help: String? = nil) -> ExitCode {
        StandardStreams.writeError("dockreeve: \(message)\(help.map { "; \($0)" } ?? "")\n")
        return ExitCode(2)
    }
}
