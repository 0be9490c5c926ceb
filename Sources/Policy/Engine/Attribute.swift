import DockerAPI

/// Something of a call that a condition looks at.
enum Attribute: Hashable, Sendable {
    case call(CallAttribute)
    /// The groups of the caller, by name.
    case group

    /// Whether there is exactly one value at all times, possibly an empty one.
    var isSingle: Bool {
        if case .call(let attribute) = self { attribute.isSingle } else { false }
    }

    /// Whether patterns search the value instead of matching all of it.
    var isText: Bool {
        self == .call(.body) || self == .call(.responseBody)
    }

    /// Roughly what looking at it costs, to look at cheap things first.
    var cost: Int {
        switch self {
        case .call(.method): 1
        case .call(.path), .call(.action), .call(.user), .call(.authentication), .call(.version): 2
        case .group, .call(.target), .call(.status): 3
        case .call(.uri), .call(.query), .call(.header), .call(.certificate), .call(.responseHeader): 6
        case .call(.fact): 10
        case .call(.bodyPath): 15
        case .call(.body), .call(.responseBody), .call(.responseBodyPath): 200
        }
    }
}
