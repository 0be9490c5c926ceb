import StrictJSON

/// Confinement: capabilities, security options, masked paths.
extension FactGatherer {
    mutating func takeCapabilities(_ node: Int) {
        var cursor = children(node)
        while let element = next(&cursor) {
            guard let name = text(element) else { continue }
            let start = facts.bytes.count
            CapabilityName.append(arena[name], to: &facts.bytes)
            finish(.capability, from: start)
        }
    }

    /// `drop=NAME`. Like every safeguard only from where all engines read it: what had to be moved from an old place
    /// confines nothing on new engines.
    mutating func takeDroppedCapabilities(_ node: Int) {
        guard !nodes[node].flags.contains(.moved) else { return }
        var cursor = children(node)
        while let element = next(&cursor) {
            guard let name = text(element) else { continue }
            let start = facts.bytes.count
            put("drop=")
            CapabilityName.append(arena[name], to: &facts.bytes)
            finish(.safeguard, from: start)
        }
    }

    mutating func takeReadonlyRoot(_ node: Int) {
        if isTrue(node), !nodes[node].flags.contains(.moved) { add(.safeguard, "readonly-rootfs") }
    }

    mutating func takeSecurityOptions(_ node: Int) {
        let isMoved = nodes[node].flags.contains(.moved)
        var cursor = children(node)
        while let element = next(&cursor) {
            guard let option = text(element) else { continue }
            takeSecurityOption(option)
            if !isMoved { takeNoNewPrivileges(option) }
        }
    }

    /// The last of several decides, so none may be false: a rule that asks for this safeguard also sees
    /// ``Fact/unconfined``.
    private mutating func takeNoNewPrivileges(_ option: Range<Int>) {
        let names: [StaticString] = ["no-new-privileges", "no-new-privileges=true", "no-new-privileges:true"]
        if names.contains(where: { ArenaText.equal(arena, option, $0) }) { add(.safeguard, "no-new-privileges") }
    }

    /// One option, parted as the engine parts it: at the first `=`, or at the first `:` where there is no `=`.
    mutating func takeSecurityOption(_ option: Range<Int>) {
        if ArenaText.equal(arena, option, "no-new-privileges") {
            add(.securityOpt, "no-new-privileges=true")
            return
        }
        if ArenaText.equal(arena, option, "writable-cgroups") {
            add(.securityOpt, "writable-cgroups=true")
            add(.unconfined, "writable-cgroups")
            return
        }
        if ArenaText.equal(arena, option, "disable") {
            add(.securityOpt, "label=disable")
            add(.unconfined, "label")
            return
        }
        let parting =
            option.first { arena[$0] == UInt8(ascii: "=") } ?? option.first { arena[$0] == UInt8(ascii: ":") }
        guard let parting else {
            add(.securityOpt, option)
            return
        }
        let key = option.lowerBound..<parting
        let value = parting + 1..<option.upperBound
        let start = facts.bytes.count
        put(key)
        put("=")
        put(value)
        finish(.securityOpt, from: start)
        takeUnconfined(key, value)
    }

    private mutating func takeUnconfined(_ key: Range<Int>, _ value: Range<Int>) {
        func isKey(_ text: StaticString) -> Bool { ArenaText.equal(arena, key, text) }
        func isValue(_ text: StaticString) -> Bool { ArenaText.equal(arena, value, text) }
        if isKey("seccomp") {
            if isValue("unconfined") {
                add(.unconfined, "seccomp")
            } else if !value.isEmpty, !isValue("builtin") {
                add(.unconfined, "seccomp-profile")
            }
        } else if isKey("apparmor") {
            if isValue("unconfined") {
                add(.unconfined, "apparmor")
            } else if !value.isEmpty, !isValue("docker-default") {
                // Another profile of this host may confine less.
                add(.unconfined, "apparmor-profile")
            }
        } else if isKey("label") {
            // A type, user or role of one's own may be one that nothing confines (`spc_t`); a level can't.
            if isValue("disable") || hasPrefix(value, "type:") || hasPrefix(value, "user:") || hasPrefix(value, "role:")
            {
                add(.unconfined, "label")
            }
        } else if isKey("no-new-privileges") {
            if !isTrueText(value) { add(.unconfined, "no-new-privileges") }
        } else if isKey("systempaths") {
            if isValue("unconfined") { add(.unconfined, "systempaths") }
        } else if isKey("writable-cgroups") {
            if isTrueText(value) { add(.unconfined, "writable-cgroups") }
        }
    }

    /// Go's `strconv.ParseBool`.
    private func isTrueText(_ value: Range<Int>) -> Bool {
        let names: [StaticString] = ["1", "t", "T", "true", "TRUE", "True"]
        return names.contains { ArenaText.equal(arena, value, $0) }
    }

    /// A list takes the place of the engine's own one: what it lacks is open.
    mutating func takeSystemPaths(_ node: Int, _ standard: [StaticString]) {
        guard nodes[node].kind == .array else { return }
        for path in standard {
            var isThere = false
            var cursor = children(node)
            while let element = next(&cursor) {
                if isText(element, path) { isThere = true }
            }
            if !isThere {
                add(.unconfined, "systempaths")
                return
            }
        }
    }

    /// `Privileges` of a service.
    mutating func takePrivileges(_ node: Int) {
        if let seccomp = member(node, "Seccomp") {
            let mode = member(seccomp, "Mode")
            if isText(mode, "unconfined") {
                add(.securityOpt, "seccomp=unconfined")
                add(.unconfined, "seccomp")
            } else if let text = text(mode), !text.isEmpty, !isText(mode, "default") {
                add(.securityOpt, "seccomp=custom")
                add(.unconfined, "seccomp-profile")
            }
        }
        if let apparmor = member(node, "AppArmor"), isText(member(apparmor, "Mode"), "disabled") {
            add(.securityOpt, "apparmor=unconfined")
            add(.unconfined, "apparmor")
        }
        if let label = member(node, "SELinuxContext") { takeLabel(label) }
        if isTrue(member(node, "NoNewPrivileges")) {
            add(.securityOpt, "no-new-privileges=true")
            add(.safeguard, "no-new-privileges")
        }
    }

    private mutating func takeLabel(_ node: Int) {
        if isTrue(member(node, "Disable")) {
            add(.securityOpt, "label=disable")
            add(.unconfined, "label")
        }
        takeLabelPart(member(node, "User"), "label=user:", isOpen: true)
        takeLabelPart(member(node, "Role"), "label=role:", isOpen: true)
        takeLabelPart(member(node, "Type"), "label=type:", isOpen: true)
        takeLabelPart(member(node, "Level"), "label=level:", isOpen: false)
    }

    private mutating func takeLabelPart(_ node: Int?, _ prefix: StaticString, isOpen: Bool) {
        guard let value = text(node), !value.isEmpty else { return }
        let start = facts.bytes.count
        put(prefix)
        put(value)
        finish(.securityOpt, from: start)
        if isOpen { add(.unconfined, "label") }
    }
}
