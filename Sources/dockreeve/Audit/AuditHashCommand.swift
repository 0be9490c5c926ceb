import ArgumentParser
import Audit
import Glibc

/// `dockreeve audit hash`: what stands in records instead of a secret.
struct AuditHashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash",
        abstract: "Print what stands in the audit log instead of a secret, to search for it.",
        discussion: """
            Without a value, or with - for it, it is read from standard input, so that it stands in no shell history and \
            no process list; one line feed at its end is left out:

              read -rs SECRET; printf %s "$SECRET" | dockreeve audit hash
              dockreeve audit search --text "$(dockreeve audit hash < token)"

            Of NAME=value the log replaces the value alone; of data in base64, what the base64 stands for. The key is \
            that of the state directory, for root alone.

            Exit status: 0, or 2 when there is trouble.
            """
    )

    @Argument(help: ArgumentHelp("The secret.", valueName: "value"))
    var value: String?

    @Option(help: ArgumentHelp("The plugin's state directory.", valueName: "dir"), completion: .directory)
    var state = ServeConfiguration().state

    /// Larger than any value in a call.
    private static let limit = 16 << 20

    func run() throws {
        let directory = AuditKeeping.directory(in: state)
        let key: RedactionKey?
        do { key = try AuditKeys.keptRedactionKey(in: directory) } catch { throw trouble("\(error)") }
        guard let key else {
            throw trouble("there is no key in `\(directory)`: the plugin makes it at its first start, or see --state")
        }
        let given = value == "-" ? nil : value.map { Array($0.utf8) }
        guard let secret = given ?? Self.input() else { throw trouble("cannot read a secret from standard input") }
        StandardStreams.writeOutput(key.replacement(for: secret.span) + "\n")
    }

    private func trouble(_ text: String) -> ExitCode {
        StandardStreams.writeError("dockreeve: \(text)\n")
        return ExitCode(2)
    }

    /// What stands in standard input; nothing where it can't be read, or is too much.
    private static func input() -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else {
                if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
                return bytes
            }
            bytes.append(contentsOf: buffer[..<count])
        }
        return nil
    }
}
