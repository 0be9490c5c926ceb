import NIOCore
import StrictJSON

/// The buffers that the calls of one event loop share, one call after the other. Never leaves its loop.
final class CallScratch {
    var envelope = EnvelopeScratch()
    var answers = AnswerWriter()
}
