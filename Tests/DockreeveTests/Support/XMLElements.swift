import Foundation
import Testing

/// The elements of a small XML text, read by hand: strict about what this project writes, and about nothing else.
struct XMLElements {
    private(set) var elements: [(name: String, attributes: [String: String])] = []

    func named(_ name: String) -> [[String: String]] {
        elements.filter { $0.name == name }.map(\.attributes)
    }

    /// Fails the test where tags don't nest, a character must not be there or an entity isn't known.
    init(_ text: String) throws {
        let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
        #expect(text.hasPrefix(head))
        for scalar in text.unicodeScalars {
            #expect(scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0xFFFE))
        }
        var rest = text.dropFirst(head.count)
        var open: [String] = []
        let tag = try Regex(#"^<(/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(/?)>"#)
        while let start = rest.firstIndex(of: "<") {
            let content = rest[..<start]
            #expect(!content.contains(">") && Self.resolved(String(content)) != nil)
            rest = rest[start...]
            let match = try #require(rest.firstMatch(of: tag), "\(rest.prefix(100))")
            let name = String(match.output[2].substring ?? "")
            let isEnd = match.output[1].substring == "/"
            if isEnd {
                #expect(open.popLast() == name)
            } else {
                elements.append((name, try Self.attributes(String(match.output[3].substring ?? ""))))
                if match.output[4].substring != "/" { open.append(name) }
            }
            rest = rest[match.range.upperBound...]
        }
        #expect(open.isEmpty && rest == "\n")
    }

    private static func attributes(_ text: String) throws -> [String: String] {
        var attributes: [String: String] = [:]
        for match in text.matches(of: try Regex(#" ([a-z]+)="([^"]*)""#)) {
            let value = try #require(resolved(String(match.output[2].substring ?? "")))
            attributes[String(match.output[1].substring ?? "")] = value
        }
        return attributes
    }

    /// Entities resolved; nothing where one isn't known.
    private static func resolved(_ text: String) -> String? {
        var result = text
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#10;", "\n")] {
            result.replace(entity, with: character)
        }
        let others = result.replacing("&amp;", with: "")
        return others.contains("&") ? nil : result.replacing("&amp;", with: "&")
    }
}
