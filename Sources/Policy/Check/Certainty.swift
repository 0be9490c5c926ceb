/// What can be said of a condition without knowing the whole call.
enum Certainty {
    case never
    case maybe
    case always

    static prefix func ! (one: Certainty) -> Certainty {
        switch one {
        case .never: .always
        case .maybe: .maybe
        case .always: .never
        }
    }

    mutating func and(_ other: Certainty) {
        if self == .never || other == .never {
            self = .never
        } else if other == .maybe {
            self = .maybe
        }
    }

    mutating func or(_ other: Certainty) {
        if self == .always || other == .always {
            self = .always
        } else if other == .maybe {
            self = .maybe
        }
    }
}
