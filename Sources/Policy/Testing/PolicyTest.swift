import DockerAPI

/// A case from the `tests:` of a rule file: a call, and what the policy or one of its rules has to make of it.
public struct PolicyTest: Sendable {
    public enum Expectation: Sendable {
        /// What the whole policy has to decide.
        ///
        /// - rules: The deciding rules, in any order; nothing where the case doesn't say.
        /// - reason: Nothing where the case doesn't say.
        case decision(Effect, rules: [String]?, reason: Reason?)
        /// Whether one rule has to match, whatever is decided.
        case match(rule: String, Bool)
    }

    /// Safe to show.
    public let name: String
    public let place: SourcePlace
    public var call: TestCall
    public let expectation: Expectation
    /// Why the case can't be run: the group that it is about has no member.
    public var skipReason: String?

    public init(name: String, place: SourcePlace, call: TestCall, expectation: Expectation) {
        self.name = name
        self.place = place
        self.call = call
        self.expectation = expectation
    }
}
