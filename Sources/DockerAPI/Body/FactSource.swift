/// How a value of a body says something about ``Fact``s.
enum FactSource {
    /// The number of the way for a place in an endpoint's body; 0 when it says nothing.
    static func source(at path: String, of endpoint: Endpoint?) -> UInt8 { 0 }
}
