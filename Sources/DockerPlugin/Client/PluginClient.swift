import NIOCore
import NIOHTTP1
import NIOPosix

/// Calls a plugin as the daemon does: each call a `POST` with JSON on a connection of its own, and no call is repeated.
public struct PluginClient: Sendable {
    public let plugin: PluginEntry
    public var limits: PluginClientLimits
    private let protection: (any ClientProtection)?

    /// - Throws: ``PluginClientError/needsTLS(_:)``: the plugin wants TLS, which is the business of `DockerPluginTLS`.
    public init(_ plugin: PluginEntry, limits: PluginClientLimits = PluginClientLimits()) throws(PluginClientError) {
        guard plugin.tls == nil else { throw .needsTLS(plugin.name) }
        self.init(plugin, limits: limits, protection: nil)
    }

    package init(_ plugin: PluginEntry, limits: PluginClientLimits, protection: (any ClientProtection)?) {
        self.plugin = plugin
        self.limits = limits
        self.protection = protection
    }

    /// The handshake, `POST /Plugin.Activate`.
    ///
    /// - Returns: The interfaces that the plugin implements, as `authz` or `VolumeDriver`.
    /// - Throws: ``PluginClientError``.
    public func activate() async throws -> [String] {
        let answer = try await call("Plugin.Activate", nil)
        guard let names = answer["Implements"]?.array?.map(\.text), !names.contains(nil) else {
            throw PluginClientError.badAnswer(
                method: "Plugin.Activate",
                reason: "`Implements` is not an array of strings"
            )
        }
        return names.compactMap(\.self)
    }

    /// Calls a method, as `VolumeDriver.Create`, with its parameters.
    ///
    /// - Returns: The answer's object.
    /// - Throws: ``PluginClientError``; an `Err` that comes with status 200 is one too, but not for authorization, where
    ///   the daemon doesn't look at it either.
    public func call(_ method: String, _ parameters: PluginValue?) async throws -> PluginValue {
        let (status, body) = try await post(method, parameters?.json ?? [])
        let answer = try? PluginValue(json: body)
        guard status == 200 else {
            let text = answer?["Err"]?.text ?? String(decoding: body.prefix(1024), as: UTF8.self)
            throw PluginClientError.refused(method: method, status: status, message: text)
        }
        guard let answer, answer.object != nil else {
            throw PluginClientError.badAnswer(method: method, reason: "it is not a JSON object")
        }
        if let text = answer["Err"]?.text ?? answer["Error"]?.text, !text.isEmpty, !method.hasPrefix("AuthZPlugin.") {
            throw PluginClientError.refused(method: method, status: status, message: text)
        }
        return answer
    }

    /// Posts bytes as they are and hands the answer over as it comes.
    public func post(_ method: String, _ body: [UInt8]) async throws -> (status: Int, body: [UInt8]) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: ClientAnswer.self)
        let (limits, protection, plugin) = (limits, protection, plugin)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(IntakeLimits.amount(limits.connectTime))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try protection?.protect(channel, host: plugin.address.host)
                    let handler = ClientCall(method, body, limits, plugin, answer)
                    try channel.pipeline.syncOperations.addHandlers([
                        HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder()), handler,
                    ])
                }
            }
        do {
            let channel: any Channel
            switch plugin.address {
            case .socket(let path): channel = try await bootstrap.connect(unixDomainSocketPath: path).get()
            case .tcp(let host, let port): channel = try await bootstrap.connect(host: host, port: Int(port)).get()
            }
            let result = try await withTaskCancellationHandler {
                try await answer.futureResult.get()
            } onCancel: {
                channel.close(promise: nil)
            }
            return (result.status, result.body)
        } catch let error as PluginClientError {
            answer.fail(error)
            throw error
        } catch {
            let failure = PluginClientError.unreachable(plugin.address.description, reason: "\(error)")
            answer.fail(failure)
            throw failure
        }
    }
}

extension PluginAddress {
    fileprivate var host: String? {
        guard case .tcp(let host, _) = self else { return nil }
        return host
    }
}
