import Foundation
import Glibc

/// What a real dockerd needs of the machine. Without it these tests are skipped, but never where they must run.
enum Requirement {
    /// In CI, or when asked for, a test that can't run has failed.
    static let mustRun: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return environment["CI"] == "true" || environment["DOCKREEVE_REQUIRE_DOCKERD"] == "1"
    }()

    /// What is missing, said so that somebody can get it.
    static let missing: String? = {
        guard geteuid() == 0 else { return "a real dockerd needs root: run `sudo make test`" }
        let tools = [
            "dockerd": "docker.io", "docker": "docker.io", "unshare": "util-linux", "nsenter": "util-linux",
            "setpriv": "util-linux", "ip": "iproute2", "busybox": "busybox-static", "openssl": "openssl",
            "bash": "bash", "make": "make",
        ]
        let absent = tools.keys.sorted().filter { find($0) == nil }
        guard absent.isEmpty else {
            let packages = Set(absent.compactMap { tools[$0] }).sorted().joined(separator: " ")
            return "no \(absent.joined(separator: ", ")): apt-get install \(packages)"
        }
        guard unshare(probe) else { return "this machine allows no namespaces of its own (in a container?)" }
        return nil
    }()

    static var allowsRun: Bool { missing == nil || mustRun }
    static var reason: String { "no real dockerd can run here: \(missing ?? "")" }

    private static let probe = ["--mount", "--net", "--pid", "--ipc", "--fork", "true"]

    private static func unshare(_ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = find("unshare").map { URL(filePath: $0) }
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    static func find(_ tool: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.map { folder in "\(folder)/\(tool)" }.first { access($0, X_OK) == 0 }
    }
}
