import ArgumentParser
import Audit

/// `dockreeve audit key`: the public half of the key that signs the audit log.
struct AuditKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the public key that signs the audit log, or prepare the next one.",
        discussion: """
            Keep what this prints on another host: dockreeve audit verify --key needs it.

            --rotate makes a new key. The running plugin takes it up with the next SIGHUP, or at its next start; the old \
            key signs for the new one, so that a log can still be verified from the first key on.

            Exit status: 0, or 2 when there is trouble.
            """
    )

    @Option(help: ArgumentHelp("The plugin's state directory.", valueName: "dir"), completion: .directory)
    var state = ServeConfiguration().state

    @Flag(help: "Print the key's fingerprint: SHA-256 over its SubjectPublicKeyInfo.")
    var fingerprint = false

    @Flag(help: "Prepare a new key, and print its public half.")
    var rotate = false

    func run() throws {
        do throws(AuditError) {
            let keys = try AuditKeys(directory: AuditKeeping.directory(in: state))
            let key = rotate ? try keys.prepareNextKey() : keys.signing.verificationKey
            StandardStreams.writeOutput(fingerprint ? "\(key.fingerprint)\n" : String(decoding: key.pem, as: UTF8.self))
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
        if rotate {
            StandardStreams.writeError("send the plugin SIGHUP, or restart it, to let the new key take over\n")
        }
    }
}
