import Foundation

extension Process {
    /// Lets it have a listening socket as systemd would (sd_listen_fds(3)): as descriptor 3, meant for its own process id.
    func hand(_ listener: FileHandle) {
        launch(through: #"LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=dockreeve exec "$@" 3<&0 </dev/null"#)
        standardInput = listener
    }

    /// - Parameter script: Of the shell that starts it, as `"$@"`.
    func launch(through script: String) {
        guard let program = executableURL?.path else { return }
        executableURL = URL(filePath: "/bin/sh")
        arguments = ["-c", script, "sh", program] + (arguments ?? [])
    }
}
