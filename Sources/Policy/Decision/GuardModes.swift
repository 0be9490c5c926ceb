import DockerAPI

/// Which guards deny and which are only recorded. Every guard denies unless somebody asked for less.
public struct GuardModes: Sendable, Equatable {
    private var monitored: Set<Guard> = []

    public init() {}

    /// Every guard denies.
    public static let enforced = GuardModes()

    public subscript(_ guarding: Guard) -> EnforcementMode {
        get { monitored.contains(guarding) ? .monitor : .enforce }
        set {
            if newValue == .monitor { monitored.insert(guarding) } else { monitored.remove(guarding) }
        }
    }

    /// Switches a guard by its reason code.
    ///
    /// - Returns: False when there is no guard of that name.
    public mutating func set(_ name: String, to mode: EnforcementMode) -> Bool {
        guard let guarding = Guard(rawValue: name) else { return false }
        self[guarding] = mode
        return true
    }
}
