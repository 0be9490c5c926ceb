import ArgumentParser
import Audit
import Policy

/// `dockreeve audit verify`: is this log what the plugin wrote?
struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that an audit log is whole and unchanged, or name the first bad record.",
        discussion: """
            Takes the files of one log, or the directory with its rotated and gzip-compressed files, in any order; `-` is \
            standard input. Every record is held against the hash chain, every checkpoint against its signature.

            Without --key the log's own word is taken for who signed it. Take the public half of the key to another host \
            when the plugin is set up (dockreeve audit key), and verify with it there: only that shows a log that was \
            written anew by somebody who is root here. --checkpoints names checkpoints that were kept elsewhere; they show \
            a log that was cut at its end.

            Exit status: 0 the log is whole; 1 it isn't; 2 something couldn't be read.
            """
    )

    @Argument(help: "Files of a log, or their directory; `-` is standard input.", completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("The public key that signs the log, PEM.", valueName: "file"), completion: .file())
    var key: String?

    @Option(
        help: ArgumentHelp("Checkpoints of this log that were kept elsewhere, one a line.", valueName: "file"),
        completion: .file()
    )
    var checkpoints: [String] = []

    @Flag(help: "One JSON object instead of text.")
    var json = false

    func run() throws {
        let set = try reading { () throws(ReadError) in try LogSet(paths) }
        let pinned = try checkpoints.flatMap { file in
            try reading { () throws(ReadError) in try LogVerification.checkpoints(in: file) }
        }
        let trusted = try key.map(publicKey)
        let progress = ProgressLine.onTerminal(set.files)
        let verification = LogVerification(set.files, key: trusted, checkpoints: pinned) { progress?.read($0) }
        progress?.clear()
        for error in verification.errors { StandardStreams.writeError("dockreeve: \(error)\n") }
        for file in set.others {
            StandardStreams.writeError("dockreeve: `\(SafeText.inline(file))` holds no audit records; passed over\n")
        }
        let output = VerifyOutput(report: verification.report, fileCount: set.files.count)
        StandardStreams.writeOutput(json ? output.json : output.text)
        if !verification.errors.isEmpty { throw ExitCode(2) }
        if !verification.report.isWhole { throw ExitCode(1) }
    }

    private func reading<Value>(_ work: () throws(ReadError) -> Value) throws -> Value {
        do throws(ReadError) { return try work() } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
    }

    private func publicKey(_ path: String) throws -> VerificationKey {
        do {
            guard let key = VerificationKey(pem: try Bytes.read(path, limit: 1 << 16)) else {
                throw Bytes.Failure(
                    description:
                        "`\(SafeText.inline(path))` is not an Ed25519 public key in PEM (dockreeve audit key prints it)"
                )
            }
            return key
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
    }
}
