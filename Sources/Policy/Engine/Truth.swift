/// What is known about a condition: Kleene's logic, with an unknown that only a deny can follow from.
///
/// No result depends on the order in which parts are looked at.
enum Truth: UInt8, Sendable {
    case no
    /// Nothing can be said, because the caller has no value for a `${…}`. No allow rule is opened by it, negated or not.
    case undefined
    /// The evaluation failed: a match limit, or bytes that are no text. The call is denied.
    case failed
    case yes

    static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .no: .yes
        case .yes: .no
        case .undefined, .failed: truth
        }
    }

    init(_ holds: Bool) {
        self = holds ? .yes : .no
    }

    /// Both: no if one is no, else failed if one has failed, else undefined if one is undefined.
    mutating func and(_ other: Truth) {
        if self == .no || other == .no {
            self = .no
        } else if self == .failed || other == .failed {
            self = .failed
        } else if other == .undefined {
            self = .undefined
        }
    }

    /// Either: yes if one is yes, else failed if one has failed, else undefined if one is undefined.
    mutating func or(_ other: Truth) {
        if other.rawValue > rawValue { self = other }
    }
}
