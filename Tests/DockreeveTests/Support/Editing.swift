import Foundation

/// A policy directory, editors that are scripts, and `dockreeve edit` on them.
final class Editing: Sendable {
    let folder: TemporaryFolder
    /// The policy directory.
    let policies: String

    static let rules = """
        version: 1
        groups: { members: [alice] }
        rules:
          - { id: members.use, effect: allow, accept: [gives-host-root], match: { group: members } }
        tests:
          - name: alice lists
            user: alice
            request: { method: GET, uri: /v1.43/containers/json }
            expect: allow

        """

    /// Bob becomes a member, too.
    static let addsBob = #"sed -i 's/\[alice\]/[alice, bob]/' "$1""#
    static let withBob = rules.replacing("[alice]", with: "[alice, bob]")

    /// - Parameter path: Where the policies lie, instead of in a folder of their own.
    init(_ path: String? = nil) throws {
        folder = try TemporaryFolder()
        policies = path ?? folder.path("policies")
        if path == nil { try folder.makeFolder("policies") }
        try write("rules.yaml", Self.rules)
    }

    /// Writes a rule file.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(policies)/\(name)"))
        chmod("\(policies)/\(name)", 0o644)
    }

    func text(_ name: String = "rules.yaml") throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(policies)/\(name)")), as: UTF8.self)
    }

    func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(policies)/\(name)", &status) == 0
    }

    func names(_ name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(policies)/\(name)").sorted()
    }

    /// Everything in the backups, the oldest first.
    func backups() throws -> [String] {
        guard exists(".edit/backup") else { return [] }
        return try names(".edit/backup").map { try text(".edit/backup/\($0)") }
    }

    /// An editor: a script of the shell, with the copy as `$1` and the policies as `$P`.
    private func environment(_ editor: String) throws -> [String: String] {
        let path = try folder.write("editor \(UUID().uuidString)", "#!/bin/sh\n\(editor)\n")
        chmod(path, 0o755)
        var environment = ProcessInfo.processInfo.environment
        environment["VISUAL"] = nil
        // The name has a space, and the command an argument in front of the file: a shell has to take it apart.
        environment["EDITOR"] = "sh '\(path)'"
        environment["P"] = policies
        environment["F"] = folder.path
        environment["TMPDIR"] = folder.path
        environment["SUDO_USER"] = "tess\u{1B}[1m"
        return environment
    }

    private func arguments(_ more: [String]) -> [String] {
        ["edit", "--policies", policies]
            + (more.contains("--audit") ? [] : ["--audit", folder.path("audit.jsonl")]) + more
    }

    /// Runs it without a terminal.
    func run(_ editor: String, _ more: String...) async throws -> Program {
        let arguments = arguments(more)
        let environment = try environment(editor)
        return try await Program.runList(arguments, environment: environment)
    }

    /// Runs it at a terminal.
    func open(_ editor: String, _ more: String...) async throws -> Pseudoterminal {
        try await Pseudoterminal.start(arguments(more), environment: try environment(editor))
    }

    /// Runs it with what a configuration file says and nothing else.
    func configured(_ editor: String, _ configuration: String) async throws -> Program {
        let environment = try environment(editor)
        return try await Program.runList(["edit", "--config", configuration], environment: environment)
    }
}
