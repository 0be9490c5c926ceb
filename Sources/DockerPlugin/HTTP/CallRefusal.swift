/// Why a request is not answered by its plugin but by the server itself, in the error form.
struct CallRefusal: Error, Sendable, Equatable {
    enum Cause: Sendable, Equatable {
        case notFound
        case notHTTP
        case badVersion
        case headTooLarge
        case badExpectation
        case bodyTooLarge
        case tooSlow
        case brokenOff
        case overloaded
        case noAnswer
    }

    let cause: Cause
    let message: String

    init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }

    /// HTTP status code (RFC 9110, section 15).
    var status: Int {
        switch cause {
        case .notFound: 404
        case .notHTTP, .brokenOff: 400
        case .badVersion: 505
        case .headTooLarge: 431
        case .badExpectation: 417
        case .bodyTooLarge: 413
        case .tooSlow: 408
        case .overloaded: 503
        case .noAnswer: 500
        }
    }

    static let notFound = CallRefusal(.notFound, "there is no such call: unknown path or method")
    static let brokenOff = CallRefusal(.brokenOff, "the connection ended in the middle of the call")
    static let tooSlow = CallRefusal(.tooSlow, "the call did not arrive in time")
    static let overloaded = CallRefusal(.overloaded, "too many large or unanswered calls at once; try again")
    static let pipelineTooLong = CallRefusal(.overloaded, "too many requests without waiting for an answer")
    static let noAnswer = CallRefusal(.noAnswer, "the plugin did not answer in time")
    static let headTooLarge = CallRefusal(.headTooLarge, "the request's header fields are too large or too many")
    static let badExpectation = CallRefusal(.badExpectation, "the expectation is not `100-continue`")
    static let notHTTP = CallRefusal(.notHTTP, "the request is not HTTP/1.1")
    static let badVersion = CallRefusal(.badVersion, "only HTTP/1.1 and HTTP/1.0 are spoken here")

    static func bodyTooLarge(_ limit: Int) -> CallRefusal {
        CallRefusal(.bodyTooLarge, "the call's body is over \(limit) bytes")
    }
}
