/// What is wrong with a body, and where.
struct BodyProblem: Sendable {
    let detail: String
    /// In bytes from the start of the body.
    let offset: Int
}
