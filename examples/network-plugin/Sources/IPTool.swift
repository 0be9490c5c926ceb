import DockerPlugin

/// The `ip` command of iproute2.
enum IPTool {
    @discardableResult
    static func run(_ arguments: String...) throws -> String {
        let (status, text) = try Tool.run("ip", arguments)
        guard status == 0 else {
            throw Bridges.Trouble(
                "`ip \(arguments.joined(separator: " "))` failed: \(text.split(separator: "\n").last ?? "")"
            )
        }
        return text
    }

    static func exists(_ link: String) -> Bool { (try? Tool.run("ip", ["link", "show", "dev", link]))?.status == 0 }

    /// The IPv4 address of an interface.
    static func address(of link: String) throws -> IPPrefix? {
        let words = try run("-oneline", "-4", "address", "show", "dev", link).split(separator: " ")
        guard let at = words.firstIndex(of: "inet"), at + 1 < words.count else { return nil }
        return IPPrefix(String(words[at + 1]))
    }
}
