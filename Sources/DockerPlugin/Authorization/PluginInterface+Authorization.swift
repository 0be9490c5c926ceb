import NIOCore

extension PluginInterface {
    /// The authorization interface (`authz`).
    ///
    /// A plugin that is also an ``ImmediateAuthorizationPlugin`` is asked on the event loop, any other one in a task.
    public static func authorization(_ plugin: some AuthorizationPlugin) -> PluginInterface {
        if let plugin = plugin as? any ImmediateAuthorizationPlugin { return immediate(plugin) }
        return PluginInterface(
            name: "authz",
            routes: [
                route(.request, plugin) { envelope in
                    .later { try await plugin.authorize(request: AuthorizationRequest(envelope)) }
                },
                route(.response, plugin) { envelope in
                    .later { try await plugin.authorize(response: AuthorizationResponse(envelope)) }
                },
            ]
        )
    }

    private static func immediate(_ plugin: some ImmediateAuthorizationPlugin) -> PluginInterface {
        PluginInterface(
            name: "authz",
            routes: [
                route(.request, plugin) { try plugin.reply(to: AuthorizationRequest($0)) },
                route(.response, plugin) { try plugin.reply(to: AuthorizationResponse($0)) },
            ]
        )
    }

    private static func route(
        _ phase: AuthorizationPhase,
        _ plugin: some AuthorizationPlugin,
        _ ask: @escaping @Sendable (AuthorizationEnvelope) throws -> AuthorizationReply
    ) -> PluginRoute {
        PluginRoute(
            "/\(phase.rawValue)",
            answer: { body, scratch in
                do {
                    let envelope = try AuthorizationEnvelope(body, phase: phase, scratch: &scratch.envelope)
                    switch try ask(envelope) {
                    case .now(let answer):
                        return .now(CallAnswer(answer))
                    case .later(let work):
                        return .later {
                            do {
                                return CallAnswer(try await work())
                            } catch {
                                return CallAnswer(error, plugin)
                            }
                        }
                    }
                } catch {
                    return .now(CallAnswer(error, plugin))
                }
            },
            refused: { refusal in
                if let call = MalformedCall(refusal, phase) { plugin.malformed(call) }
            }
        )
    }
}

extension CallAnswer {
    fileprivate init(_ answer: AuthorizationAnswer) {
        self = answer == .allow ? .allow : .authorization(answer)
    }

    /// An error in the error form: a broken call is the caller's fault, all else the plugin's.
    fileprivate init(_ error: any Error, _ plugin: some AuthorizationPlugin) {
        if let call = error as? MalformedCall {
            plugin.malformed(call)
            self = .failure(status: 400, message: call.description)
        } else {
            self = .failure(status: 500, message: "the plugin failed: \(error)")
        }
    }
}

extension MalformedCall {
    fileprivate init?(_ refusal: CallRefusal, _ phase: AuthorizationPhase) {
        let reason: Reason
        switch refusal.cause {
        case .bodyTooLarge: reason = .tooLarge
        case .tooSlow: reason = .tooSlow
        case .brokenOff, .notHTTP, .badVersion, .headTooLarge: reason = .brokenOff
        case .overloaded: reason = .overloaded
        case .notFound, .badExpectation, .noAnswer: return nil
        }
        self.init(phase: phase, reason: reason, message: refusal.message)
    }
}
