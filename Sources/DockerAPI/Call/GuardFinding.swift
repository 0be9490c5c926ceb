/// What a guard found in one call.
public struct GuardFinding: Sendable, Equatable {
    /// The guard that found it; its raw value is the reason code.
    public let `guard`: Guard
    /// What is wrong and what was seen, in lower case, the client's text in back-ticks. Safe to show: control characters
    /// are escaped and long text is cut.
    public let detail: String
    /// Where in the URI or in the body, in bytes; nothing where there is no one place.
    public let offset: Int?

    /// - Parameter offset: In bytes; leave out where there is no one place.
    public init(_ guard: Guard, _ detail: String, offset: Int? = nil) {
        self.guard = `guard`
        self.detail = detail
        self.offset = offset
    }
}

extension GuardFinding: CustomStringConvertible {
    public var description: String {
        guard let offset else { return "\(self.guard.rawValue): \(detail)" }
        return "\(self.guard.rawValue): \(detail), at byte \(offset)"
    }
}
