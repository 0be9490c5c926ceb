/// Where a part of a rule's `match` is written, and how.
final class ExpressionSource: Sendable {
    let place: SourcePlace
    /// As an administrator would write it in one line: `path: { not: '/home/.*' }`.
    let text: String

    init(place: SourcePlace, text: String) {
        self.place = place
        self.text = text
    }
}
