/// The tests' own machinery could not do its work; says nothing about what is tested.
struct HarnessFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
