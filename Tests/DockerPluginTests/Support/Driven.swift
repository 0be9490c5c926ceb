import NIOCore

@testable import DockerPlugin

extension PluginInterface {
    /// Posts a body to one of the interface's calls, without a server; nothing when there is no such call.
    func post(_ method: String, _ body: String = "{}") async -> CallAnswer? { await post(method, Array(body.utf8)) }

    func post(_ method: String, _ body: [UInt8]) async -> CallAnswer? {
        guard let route = routes.first(where: { $0.path == "/\(method)" }) else { return nil }
        switch route.answer(ByteBuffer(bytes: body), CallScratch()) {
        case .now(let answer): return answer
        case .later(let work): return await work()
        }
    }
}

extension CallAnswer {
    /// The text of an answer with status 200.
    var text: String? {
        guard case .json(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    var status: Int {
        guard case .failure(let status, _) = self else { return 200 }
        return status
    }

    var message: String {
        guard case .failure(_, let message) = self else { return "" }
        return message
    }
}
