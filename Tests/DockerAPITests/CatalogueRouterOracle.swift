import Foundation

@testable import DockerAPI

/// dockerd's router for one engine, as gorilla/mux does it: each route's pattern becomes a regular expression, and the
/// first route in order whose pattern and method match is run. Slow and by another way than the catalogue, on purpose.
struct CatalogueRouterOracle {
    struct Route {
        let method: String
        let pattern: String
        let regex: NSRegularExpression
        let names: Int

        /// The catalogue's way to write the pattern, the names of placeholders left out.
        var shape: String {
            pattern.replacing(#/\{[^}]*?(:\.([*+]))?\}/#) { "{\($0.2 ?? "")}" }
        }
    }

    let routes: [Route]

    static let engines = ["20.10", "23.0", "24.0", "25.0", "26.1", "27.5", "28.5", "29.7", "main"]

    init(engine: String) throws {
        guard let this = Self.engines.firstIndex(of: engine) else { throw CocoaError(.fileNoSuchFile) }
        routes = try CatalogueFixture.rows("endpoints-routes.txt", columns: 4).compactMap { row in
            guard let first = Self.engines.firstIndex(of: row[0]) else { throw CocoaError(.fileReadCorruptFile) }
            let last = Self.engines.firstIndex(of: row[1]) ?? (row[1] == "-" ? Self.engines.count : -1)
            guard first <= this, this <= last else { return nil }
            var expression = ""
            var names = 0
            var rest = row[3][...]
            while let open = rest.firstIndex(of: "{"), let close = rest.firstIndex(of: "}") {
                let inner = rest[rest.index(after: open)..<close].split(separator: ":", maxSplits: 1)
                expression += NSRegularExpression.escapedPattern(for: String(rest[..<open]))
                expression += "(" + (inner.count == 2 ? inner[1] : "[^/]+") + ")"
                names += 1
                rest = rest[rest.index(after: close)...]
            }
            expression += NSRegularExpression.escapedPattern(for: String(rest))
            // `\A…\z`: Go's `$` is the end of the text and nothing before it. Go's `.` leaves out the line feed alone.
            let regex = try NSRegularExpression(
                pattern: "\\A" + expression + "\\z",
                options: [.useUnixLineSeparators]
            )
            return Route(method: row[2], pattern: row[3], regex: regex, names: names)
        }
    }

    func route(_ method: String, _ path: String) -> (route: Route, names: [String])? {
        let whole = NSRange(path.startIndex..., in: path)
        for route in routes where route.method == method || route.method == "ANY" {
            guard let match = route.regex.firstMatch(in: path, range: whole) else { continue }
            let names = (0..<route.names).map { index in
                Range(match.range(at: index + 1), in: path).map { String(path[$0]) } ?? ""
            }
            return (route, names)
        }
        return nil
    }
}
