import Foundation

/// Where things lie: the checkout that these tests belong to, and the program under test.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ relative: String) -> String { root.appending(path: relative).path }

    static let sandbox = path("scripts/sandbox")
    static let certificates = path("examples/tls/make-certs")
    static let daemonConfiguration = path("examples/tls/daemon.json")

    /// The `dockreeve` that was built along with this test program, or the one that `DOCKREEVE_BINARY` names.
    static let dockreeve: String = {
        if let named = ProcessInfo.processInfo.environment["DOCKREEVE_BINARY"] { return named }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "dockreeve").path
    }()

    /// A program that was built along with this test program.
    static func built(_ program: String) -> String {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: program).path
    }
}
