import DockerAPI
import Foundation

extension ExpectedFacts {
    mutating func takeConfinement(_ host: JSONValue, _ asked: JSONValue, _ fixture: Fixture) {
        allow(.unconfined, [])
        allow(.securityOpt, [])
        for option in host["SecurityOpt"]?.texts ?? [] {
            let separator: Character = option.contains("=") ? "=" : ":"
            let parts = option.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            let (key, value) = (parts[0], parts.count > 1 ? parts[1] : "")
            switch (key, value) {
            case ("disable", ""), ("label", "disable"):
                // dockerd appends it for privileged containers and for those in the host's namespaces.
                let isAsked = asked["SecurityOpt"]?.texts.contains(option) == true
                if isAsked {
                    require(.securityOpt, "label=disable")
                    require(.unconfined, "label")
                }
            case ("no-new-privileges", ""):
                require(.securityOpt, "no-new-privileges=true")
            default:
                require(.securityOpt, "\(key)=\(value)")
            }
            switch key {
            case "seccomp": require(.unconfined, value == "unconfined" ? "seccomp" : "seccomp-profile")
            case "apparmor": require(.unconfined, "apparmor", when: value == "unconfined")
            case "label": require(.unconfined, "label", when: value.hasPrefix("type:"))
            case "no-new-privileges": require(.unconfined, key, when: ["false", "0"].contains(value))
            default: break
            }
        }
        for name in ["MaskedPaths", "ReadonlyPaths"] {
            let standard = Set(fixture.plain["HostConfig"]?[name]?.texts ?? [])
            let isOpen = !standard.isSubset(of: host[name]?.texts ?? [])
            // Nothing is masked for privileged containers.
            require(.unconfined, "systempaths", when: isOpen && host["Privileged"]?.isTrue != true)
            if isOpen { allow(.unconfined, ["systempaths"]) }
        }
    }

    /// Limits are what a rule may demand. One that stood in an old place, where new engines don't look, may be left out.
    mutating func takeLimits(_ host: JSONValue, _ asked: JSONValue) {
        let memory = host["Memory"]?.number ?? 0
        allow(.memory, ["\(memory > 0 ? memory : asked["Memory"]?.number ?? 0)"])
        let pids = host["PidsLimit"]?.number ?? 0
        allow(.pids, ["\(pids > 0 ? pids : asked["PidsLimit"]?.number ?? 0)"])
        let (nano, quota) = (host["NanoCpus"]?.number ?? 0, host["CpuQuota"]?.number ?? 0)
        let period = host["CpuPeriod"]?.number ?? 0
        let cpus = nano > 0 ? Decimal(nano) / 1_000_000_000 : Decimal(quota) / Decimal(period == 0 ? 100_000 : period)
        allow(.cpus, ["\(cpus)"])
        let isKillOff = asked["OomKillDisable"]?.isTrue == true
        allow(.oom, isKillOff ? ["oom_kill_disable"] : [])
        require(.oom, "oom_kill_disable", when: host["OomKillDisable"]?.isTrue == true)
        let score = host["OomScoreAdj"]?.number ?? 0
        require(.oom, "oom_score_adj=\(score)", when: score != 0)
    }
}
