/// What a policy says about a call of which not everything is known.
///
/// Sound: whatever the unknown attributes turn out to be, ``Policy/decide(_:guards:scratch:)`` comes to the same answer as
/// an outcome other than ``Outcome/depends``. Only two things can still deny what is allowed here: a guard, and a rule
/// whose evaluation fails over a value (`evaluation-error`).
public struct PartialDecision: Sendable {
    public enum Outcome: String, Sendable, CaseIterable {
        /// Allowed, whatever the unknown attributes are.
        case allow
        /// Denied, whatever the unknown attributes are.
        case deny
        /// It depends on the unknown attributes.
        case depends
    }

    /// A rule that matches under conditions only.
    public struct OpenRule: Sendable {
        public let rule: RuleReference
        /// What is left of its `match`, in the order of the file; all of it has to hold. Empty unless asked for.
        public let conditions: [OpenCondition]
    }

    public let outcome: Outcome
    /// Why, where that is certain: every call that the unknown attributes allow has this reason.
    public let reason: Reason?
    /// The rules that match in any case and, where the outcome is certain, decide; in the order of the files.
    public let rules: [RuleReference]
    /// The rules on which the outcome depends, in the order of the files: denying ones, and allowing ones where no rule
    /// allows the call in any case.
    public let open: [OpenRule]
}
