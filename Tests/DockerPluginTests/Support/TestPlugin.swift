import DockerPlugin
import Synchronization

/// Answers as it is told and remembers what it was asked.
final class TestPlugin: ImmediateAuthorizationPlugin {
    struct Seen: Sendable {
        var requests: [AuthorizationRequest] = []
        var responses: [AuthorizationResponse] = []
        var malformed: [MalformedCall] = []
    }

    struct Trouble: Error, CustomStringConvertible {
        var description: String { "the disk is full" }
    }

    private let seen = Mutex(Seen())
    private let answer: @Sendable (AuthorizationRequest) throws -> AuthorizationReply

    init(_ answer: @escaping @Sendable (AuthorizationRequest) throws -> AuthorizationReply = { _ in .now(.allow) }) {
        self.answer = answer
    }

    var requests: [AuthorizationRequest] { seen.withLock { $0.requests } }
    var responses: [AuthorizationResponse] { seen.withLock { $0.responses } }
    var malformed: [MalformedCall] { seen.withLock { $0.malformed } }

    func reply(to request: AuthorizationRequest) throws -> AuthorizationReply {
        seen.withLock { $0.requests.append(request) }
        return try answer(request)
    }

    func reply(to response: AuthorizationResponse) throws -> AuthorizationReply {
        seen.withLock { $0.responses.append(response) }
        return .now(.allow)
    }

    func malformed(_ call: MalformedCall) {
        seen.withLock { $0.malformed.append(call) }
    }
}
