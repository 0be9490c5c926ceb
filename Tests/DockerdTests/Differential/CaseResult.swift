import DockerAPI

/// How one case ended.
struct CaseResult: Sendable {
    enum Ending: Sendable {
        /// dockerd did what we had understood.
        case agreed
        /// dockerd did something else than we had understood.
        case differed([String])
        /// A guard denied it.
        case denied(GuardFinding, Trial)
        /// We allowed it and dockerd refused it, with this status, or fell over it, 0.
        case refused(Int)
        /// dockerd answered by itself: it never asked.
        case notAsked(Int)
    }

    /// What dockerd made of a denied call when it was let through.
    enum Trial: String, Sendable, CaseIterable {
        case refused = "that dockerd refuses too"
        /// It did just what we had understood: the denial was not needed.
        case agreed = "without need"
        /// It did something else: the denial was needed.
        case differed = "rightly"
        /// It can't be seen what it did.
        case unknown = "unclear"
    }

    let seed: UInt64
    let ending: Ending
    /// All that somebody needs who looks into it.
    let story: String
}
