import TestSupport

/// The way of raw calls to dockerd. Blocking, so it belongs on threads of its own: ``Campaign/run(_:)``.
struct EngineLine: Sendable {
    let socket: String

    /// Sends bytes as they are and reads the answer until dockerd closes.
    func exchange(_ bytes: [UInt8]) throws -> EngineAnswer {
        let connection = try UnixSocket.toEngine(socket)
        connection.send(bytes)
        return try EngineAnswer(parsing: connection.receiveAll())
    }

    func send(_ call: RawCall, case name: String, isTrial: Bool = false) throws -> EngineAnswer {
        let headers = ["\(Witness.caseHeader): \(name)"] + (isTrial ? ["\(Witness.trialHeader): 1"] : [])
        return try exchange(call.with { $0.headers += headers }.bytes)
    }

    /// A call of the tests' own.
    func call(_ method: String, _ target: String, _ body: String = "") throws -> EngineAnswer {
        try exchange(RawCall("", target, method: method, body: body).bytes)
    }

    /// A call of the tests' own that has to succeed.
    @discardableResult
    func need(_ method: String, _ target: String, _ body: String = "") throws -> JSONValue {
        let answer = try call(method, target, body)
        guard (200..<300).contains(answer.status) else { throw TestFault("\(method) \(target): \(answer)") }
        return answer.json
    }
}
