import NIOCore
import NIOHTTP1

/// Glue between a channel and its ``CallIntake``: feeds it what arrives, does what it says, and writes the answers.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let loop: LoopState
    private var intake: CallIntake
    private var context: ChannelHandlerContext?
    private var waiting = ArrivalQueue()
    private var timer: ConnectionTimer
    private var task: Task<Void, Never>?
    /// Tells the present call from one that was given up.
    private var callNumber: UInt64 = 0
    /// Memory of this connection's body that is counted in the loop's budget.
    private var countedBytes = 0
    private var sawPart = false
    private var isReading = false
    private var wantsFlush = false
    private var heldRead = false
    private var inputIsClosed = false

    init(_ loop: LoopState, now: NIODeadline) {
        self.loop = loop
        intake = CallIntake(loop.intakeLimits, now: now)
        timer = ConnectionTimer()
    }

    var isIdle: Bool { intake.phase == .idle }
    var idleSince: NIODeadline { intake.idleSince }

    /// At once, with whatever is under way.
    func close() { context?.close(promise: nil) }

    /// As soon as the request that has begun is answered, or when for a moment none has come.
    func stop() {
        intake.stop(now)
        armTimer()
    }

    /// Never under a call that has come but was not read yet: the daemon would repeat it without its body.
    ///
    /// - Returns: Whether the connection was closed.
    @discardableResult
    func closeIfIdle() -> Bool {
        guard isIdle, !hasUnreadInput else { return false }
        close()
        return true
    }

    private var hasUnreadInput: Bool {
        let operations = context?.pipeline.syncOperations
        let answer = try? operations?.withUnsafeTransportIfAvailable(of: CInt.self) { SocketProbe.hasInput($0) }
        return answer == .some(true)
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        armTimer()
    }

    func channelActive(context: ChannelHandlerContext) {
        if loop.isStopping { stop() }
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        release()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        if intake.phase == .body { intake.facts?.route?.refused(.brokenOff) }
        release()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        sawPart = true
        isReading = true
        let part = unwrapInboundIn(data)
        if intake.isHeld || !waiting.isEmpty {
            waiting.append(.part(part))
        } else {
            take(part)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        if !sawPart { intake.begin(now) }
        sawPart = false
        settle()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if intake.isHeld {
            heldRead = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, intake.phase == .blocked {
            intake.unblock(now)
            resume()
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            isReading = false
            arrive(.inputClosed)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let refusal = CallRefusal(parserError: error) {
            arrive(.failure(refusal))
        } else if !(error is ByteToMessageDecoderError) {
            // One of that kind says that more came after the parser had given up.
            close()
        }
    }

    // MARK: What arrives

    private func arrive(_ arrival: ArrivalQueue.Arrival) {
        if intake.isHeld || !waiting.isEmpty {
            waiting.append(arrival)
        } else {
            take(arrival)
            settle()
        }
    }

    private func take(_ arrival: ArrivalQueue.Arrival) {
        switch arrival {
        case .part(let part): take(part)
        case .failure(let refusal): if !intake.isOver { refuse(refusal) }
        case .inputClosed:
            inputIsClosed = true
            switch intake.phase {
            case .body: refuse(.brokenOff)
            // The end itself counts as a read without a part, so this may be no head at all: where there was some of one,
            // the parser has said so by now.
            case .idle, .head, .lingering: close()
            case .answering, .blocked, .closing: break
            }
        }
    }

    private func take(_ part: HTTPServerRequestPart) {
        if intake.isOver { return }
        switch part {
        case .head(let head): take(RequestFacts(head, loop.routes))
        case .body(let part): take(body: part)
        case .end: ask()
        }
    }

    private func take(_ head: RequestFacts) {
        switch intake.take(head: head, now) {
        case .goOn: break
        case .sendContinue: send(AnswerWriter.goOn)
        case .refuse(let refusal): refuse(refusal)
        }
    }

    private func take(body part: ByteBuffer) {
        if let refusal = intake.take(body: part) { return refuse(refusal) }
        let growth = intake.largeBodyBytes - countedBytes
        guard growth != 0 else { return }
        countedBytes += growth
        if !loop.use(largeBodyBytes: growth) { refuse(.overloaded) }
    }

    // MARK: What arrives without the parser

    /// Whether the next bytes begin a request that may be taken at once.
    var awaitsRequest: Bool { intake.phase == .idle && waiting.isEmpty }

    /// A request begins, as ``PlainRequestHandler`` reads it.
    func begin(_ head: PlainHead) {
        sawPart = true
        isReading = true
        take(RequestFacts(head))
    }

    /// Some of its body.
    ///
    /// - Parameter isLast: Whether the request is whole by that.
    func take(body part: ByteBuffer, isLast: Bool) {
        sawPart = true
        isReading = true
        if !intake.isOver, part.readableBytes > 0 { take(body: part) }
        if isLast, !intake.isOver { ask() }
    }

    /// Hands the whole request to whom it is for.
    private func ask() {
        guard let facts = intake.facts else { return }
        let body = intake.end(now)
        guard let route = facts.route else { return answer(.failure(CallRefusal.notFound)) }
        switch route.answer(body, loop.scratch) {
        case .now(let answer):
            self.answer(answer)
        case .later(let work):
            guard loop.beginTask() else {
                route.refused(.overloaded)
                return answer(.failure(.overloaded))
            }
            start(work)
        }
    }

    private func start(_ work: @escaping @Sendable () async -> CallAnswer) {
        guard let eventLoop = context?.eventLoop else { return loop.endTask() }
        callNumber &+= 1
        let number = callNumber
        let bytes = countedBytes
        countedBytes = 0
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        task = Task {
            let answer = await work()
            eventLoop.execute { handler.value.taskEnded(number, answer, bytes) }
        }
    }

    private func taskEnded(_ number: UInt64, _ answer: CallAnswer, _ bytes: Int) {
        loop.endTask()
        loop.release(largeBodyBytes: bytes)
        guard number == callNumber, intake.phase == .answering else { return }
        self.answer(answer)
        resume()
    }

    // MARK: Answers

    private func answer(_ answer: CallAnswer) {
        task = nil
        releaseBody()
        let isHead = intake.facts?.isHead ?? false
        let buffer = loop.scratch.answers.write(answer, intake.connection, isHead: isHead)
        if intake.answered(now) {
            send(buffer)
        } else {
            sendLast(buffer)
        }
    }

    private func refuse(_ refusal: CallRefusal) {
        loop.logger.debug("call refused", metadata: ["reason": "\(refusal.message)"])
        intake.facts?.route?.refused(refusal)
        let isHead = intake.facts?.isHead ?? false
        intake.refuse(now)
        releaseBody()
        waiting.removeAll()
        send(loop.scratch.answers.write(.failure(refusal), .close, isHead: isHead))
        if inputIsClosed { sendLast(ByteBuffer()) }
    }

    private func send(_ buffer: ByteBuffer) {
        guard let context else { return }
        context.write(wrapOutboundOut(buffer), promise: nil)
        wantsFlush = true
        if !context.channel.isWritable {
            flush()
            if !context.channel.isWritable { intake.block(now) }
        }
    }

    /// Sends, then closes.
    private func sendLast(_ buffer: ByteBuffer) {
        guard let context else { return }
        wantsFlush = false
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.close() }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
    }

    private func flush() {
        guard wantsFlush else { return }
        wantsFlush = false
        context?.flush()
    }

    // MARK: Order and time

    /// Goes on with what waited for the answer before.
    private func resume() {
        while !intake.isHeld, let next = waiting.popFirst() { take(next) }
        settle()
        if heldRead, !intake.isHeld {
            heldRead = false
            context?.read()
        }
    }

    /// After every turn: what was written goes out, and the timer knows the present deadline.
    private func settle() {
        if !isReading { flush() }
        armTimer()
    }

    private var now: NIODeadline { context?.eventLoop.now ?? .now() }

    private func armTimer() {
        guard let context, context.channel.isActive || intake.phase == .idle else { return }
        armTimer(intake.deadline)
    }

    private func armTimer(_ deadline: NIODeadline) {
        guard let context else { return }
        timer.arm(deadline, on: context.eventLoop) { [weak self] in self?.timerFired() }
    }

    private func timerFired() {
        timer.fired()
        switch intake.expiry(now) {
        case .notYet: break
        case .close:
            guard isIdle else { return close() }
            if !closeIfIdle() { armTimer(now + .seconds(1)) }
            return
        case .refuse(let refusal): refuse(refusal)
        case .failCall:
            loop.logger.error("the plugin did not answer in time")
            callNumber &+= 1
            task?.cancel()
            answer(.failure(.noAnswer))
            return resume()
        }
        settle()
    }

    private func releaseBody() {
        guard countedBytes != 0 else { return }
        loop.release(largeBodyBytes: countedBytes)
        countedBytes = 0
    }

    private func release() {
        timer.cancel()
        task?.cancel()
        task = nil
        intake.abandon()
        releaseBody()
        waiting.removeAll()
        loop.remove(self)
    }
}
