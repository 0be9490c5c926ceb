import DockerPlugin
import Foundation
import Logging

/// A server on a socket of its own, in a folder that goes away with it.
final class TestServer: Sendable {
    let folder: String
    let path: String
    let server: PluginServer

    init(_ plugin: some AuthorizationPlugin = TestPlugin(), _ limits: PluginServerLimits = .init()) async throws {
        folder = try TestServer.makeFolder()
        path = folder + "/test.sock"
        server = TestServer.make(path, plugin, limits)
        try await server.start()
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func make(
        _ path: String,
        _ plugin: some AuthorizationPlugin = TestPlugin(),
        _ limits: PluginServerLimits = .init()
    ) -> PluginServer {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let configuration = PluginServerConfiguration(socketPath: path, limits: limits)
        return PluginServer(configuration: configuration, interfaces: [.authorization(plugin)], logger: logger)
    }

    static func makeFolder() throws -> String {
        let path = "/tmp/plugin-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

/// Runs blocking code on a thread of its own: the test's tasks and the plugin's share few threads.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
