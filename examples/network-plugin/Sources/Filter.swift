import DockerPlugin

/// Where the kernel shows bridged packets to the packet filter (`br_netfilter`), dockerd's rule to forward nothing would drop
/// what goes from container to container: one rule per bridge lets that through.
enum Filter {
    static func open(_ bridge: String) throws {
        guard isAsked else { return }
        let (status, text) = try Tool.run("iptables", ["--wait", "--insert"] + rule(bridge))
        guard status == 0 else { throw Bridges.Trouble("`iptables` failed: \(text.split(separator: "\n").last ?? "")") }
    }

    static func close(_ bridge: String) {
        guard isAsked else { return }
        _ = try? Tool.run("iptables", ["--wait", "--delete"] + rule(bridge))
    }

    private static func rule(_ bridge: String) -> [String] {
        ["FORWARD", "--in-interface", bridge, "--out-interface", bridge, "--jump", "ACCEPT"]
    }

    private static var isAsked: Bool {
        let file = "/proc/sys/net/bridge/bridge-nf-call-iptables"
        return (try? WholeFile.readIfThere(file, limit: 64))??.first == UInt8(ascii: "1")
    }
}
