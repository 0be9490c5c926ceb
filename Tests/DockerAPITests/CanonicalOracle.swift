import Foundation

/// The canonical text of bodies that need neither folding nor moving, from Foundation's JSON: members with a null are
/// dropped, names are sorted by bytes.
enum CanonicalOracle {
    static func text(ofBase64 base64: String) throws -> String {
        text(try JSONSerialization.jsonObject(with: Data(base64Encoded: base64) ?? Data(), options: .fragmentsAllowed))
    }

    private static func text(_ value: Any) -> String {
        switch value {
        case let object as [String: Any]:
            let members = object.filter { !($0.value is NSNull) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(text($0.key)):\(text($0.value))" }
            return "{\(members.joined(separator: ","))}"
        case let list as [Any]:
            return "[\(list.map(text).joined(separator: ","))]"
        default:
            let data = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.fragmentsAllowed, .withoutEscapingSlashes]
            )
            return String(decoding: data ?? Data(), as: UTF8.self)
        }
    }
}
