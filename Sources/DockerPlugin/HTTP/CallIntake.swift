import NIOCore

/// The life of one connection as a pure value: which request it is in, how long that may take, and what follows.
///
/// It knows no channel and reads no clock, so that every way through it can be tested.
struct CallIntake {
    enum Phase: Sendable, Equatable {
        /// Between requests.
        case idle
        /// Some of a request's head has come.
        case head
        /// The head is whole, the body is coming.
        case body
        /// The plugin has the call.
        case answering
        /// The peer doesn't take its answers.
        case blocked
        /// Refused; what still comes is thrown away.
        case lingering
        /// The last answer is on its way.
        case closing
    }

    enum HeadStep: Equatable {
        case goOn
        case sendContinue
        case refuse(CallRefusal)
    }

    enum Expiry: Equatable {
        case notYet
        case close
        case refuse(CallRefusal)
        case failCall
    }

    private let limits: IntakeLimits
    private(set) var phase = Phase.idle
    /// When the present phase has taken too long.
    private(set) var deadline: NIODeadline
    private(set) var idleSince: NIODeadline
    private(set) var facts: RequestFacts?
    private var body = BodyCollector()
    private var discarded = 0
    /// Whether the present request is the connection's last one.
    private(set) var isLast = false

    init(_ limits: IntakeLimits, now: NIODeadline) {
        self.limits = limits
        idleSince = now
        deadline = now + limits.idleTime
    }

    /// Whether what arrives has to wait: one request at a time, so answers keep their order.
    var isHeld: Bool { phase == .answering || phase == .blocked }

    /// Whether what arrives is of no interest any more.
    var isOver: Bool { phase == .lingering || phase == .closing }

    /// Memory of the body beyond what every connection may use, in bytes.
    var largeBodyBytes: Int { max(0, body.footprint - limits.smallBodyBytes) }

    /// How the answer has to speak of the connection.
    var connection: AnswerWriter.Connection {
        if isLast { return .close }
        return facts?.isVersion10 == true ? .keepAliveVersion10 : .keepAlive
    }

    /// Bytes came that make no whole head yet.
    mutating func begin(_ now: NIODeadline) {
        guard phase == .idle else { return }
        phase = .head
        deadline = now + limits.requestTime
    }

    mutating func take(head: RequestFacts, _ now: NIODeadline) -> HeadStep {
        begin(now)
        phase = .body
        facts = head
        discarded = 0
        if !head.keepsAlive { isLast = true }
        if head.hasUnknownExpectation { return .refuse(.badExpectation) }
        if let length = head.declaredLength, length > limits.bodyBytes {
            return .refuse(.bodyTooLarge(limits.bodyBytes))
        }
        guard head.expectsContinue else { return .goOn }
        return head.route == nil ? .refuse(.notFound) : .sendContinue
    }

    mutating func take(body part: ByteBuffer) -> CallRefusal? {
        guard phase == .body else { return nil }
        guard facts?.route != nil else {
            guard part.readableBytes <= limits.bodyBytes - discarded else { return .bodyTooLarge(limits.bodyBytes) }
            discarded += part.readableBytes
            return nil
        }
        return body.append(part, limit: limits.bodyBytes) ? nil : .bodyTooLarge(limits.bodyBytes)
    }

    /// The request is whole.
    mutating func end(_ now: NIODeadline) -> ByteBuffer {
        phase = .answering
        deadline = now + limits.answerTime
        return body.take()
    }

    /// - Returns: Whether the connection goes on.
    mutating func answered(_ now: NIODeadline) -> Bool {
        facts = nil
        guard !isLast else {
            phase = .closing
            deadline = now + limits.writeTime
            return false
        }
        becomeIdle(now)
        return true
    }

    mutating func refuse(_ now: NIODeadline) {
        facts = nil
        body.reset()
        isLast = true
        phase = .lingering
        deadline = now + limits.lingerTime
    }

    /// The peer takes no more answers for now.
    mutating func block(_ now: NIODeadline) {
        guard phase == .idle else { return }
        phase = .blocked
        deadline = now + limits.writeTime
    }

    mutating func unblock(_ now: NIODeadline) {
        if phase == .blocked { becomeIdle(now) }
    }

    /// No further request after the present one.
    ///
    /// An idle connection stays for a moment: the daemon may be about to write to it, and a call that finds its connection
    /// closed comes back without its body, to be denied.
    mutating func stop(_ now: NIODeadline) {
        isLast = true
        if phase == .idle { deadline = min(deadline, now + Self.farewell) }
    }

    private static let farewell = TimeAmount.milliseconds(100)

    /// The connection is gone, whatever it was in.
    mutating func abandon() {
        facts = nil
        body.reset()
        phase = .closing
    }

    func expiry(_ now: NIODeadline) -> Expiry {
        guard now >= deadline else { return .notYet }
        switch phase {
        case .idle, .blocked, .lingering, .closing: return .close
        case .head, .body: return .refuse(.tooSlow)
        case .answering: return .failCall
        }
    }

    private mutating func becomeIdle(_ now: NIODeadline) {
        phase = .idle
        idleSince = now
        deadline = now + limits.idleTime
    }
}
