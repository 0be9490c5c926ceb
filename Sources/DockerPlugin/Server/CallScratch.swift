import NIOCore
import StrictJSON

/// The buffers that the calls of one event loop share, one call after the other. Never leaves its loop.
final class CallScratch {
    var tokens = JSONTokens()
    var answers = AnswerWriter()
}
