/// The `request` of a test.
struct RequestSyntax {
    var method: String
    var uri: String
    var body: [UInt8]?
}
