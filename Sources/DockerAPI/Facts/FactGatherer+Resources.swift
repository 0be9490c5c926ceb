import StrictJSON

/// Devices, limits and what else a container takes from its host's kernel.
extension FactGatherer {
    /// Paths of the host, cleaned.
    mutating func takeDevices(_ node: Int) {
        var cursor = children(node)
        while let device = next(&cursor) {
            let start = facts.bytes.count
            if let path = text(member(device, "PathOnHost")) {
                CleanPath.append(arena[path], isRooted: false, to: &facts.bytes)
            }
            finish(.device, from: start)
        }
    }

    /// `DRIVER:ID` for each device that is named, else `DRIVER:count=N`. Where no driver is named, what the device has to
    /// be able to do stands in its place: `gpu`.
    mutating func takeDeviceRequests(_ node: Int) {
        var cursor = children(node)
        while let request = next(&cursor) {
            var hasID = false
            if let ids = member(request, "DeviceIDs") {
                var names = children(ids)
                while let id = next(&names) {
                    guard let name = text(id) else { continue }
                    hasID = true
                    let start = facts.bytes.count
                    putDriver(request)
                    put(":")
                    put(name)
                    finish(.device, from: start)
                }
            }
            if !hasID {
                let start = facts.bytes.count
                putDriver(request)
                put(":count=")
                if let count = member(request, "Count"), nodes[count].kind == .number {
                    put(nodes[count].range.range)
                } else {
                    put("0")
                }
                finish(.device, from: start)
            }
        }
    }

    private mutating func putDriver(_ request: Int) {
        if let driver = text(member(request, "Driver")), !driver.isEmpty {
            put(driver)
            return
        }
        guard let sets = member(request, "Capabilities") else { return }
        var isFirst = true
        var alternatives = children(sets)
        while let set = next(&alternatives) {
            var names = children(set)
            while let name = next(&names) {
                guard let range = text(name) else { continue }
                if !isFirst { put("+") }
                isFirst = false
                put(range)
            }
        }
    }

    /// `name=soft:hard`.
    mutating func takeUlimits(_ node: Int) {
        var cursor = children(node)
        while let limit = next(&cursor) {
            let start = facts.bytes.count
            if let name = text(member(limit, "Name")) { put(name) }
            put("=")
            putNumber(member(limit, "Soft"))
            put(":")
            putNumber(member(limit, "Hard"))
            finish(.ulimit, from: start)
        }
    }

    private mutating func putNumber(_ node: Int?) {
        if let node, nodes[node].kind == .number { put(nodes[node].range.range) } else { put("0") }
    }

    /// `LogConfig` of a container has a `Type`, `LogDriver` of a service a `Name`.
    mutating func takeLogDriver(_ node: Int) {
        takeText(.logDriver, member(node, "Type"))
        takeText(.logDriver, member(node, "Name"))
    }

    /// A path is cleaned; a slice of systemd stays as it is.
    mutating func takeCgroupParent(_ node: Int) {
        guard let parent = text(node), !parent.isEmpty else { return }
        addCgroupParent(parent)
    }

    mutating func addCgroupParent(_ parent: Range<Int>) {
        let start = facts.bytes.count
        if arena[parent].contains(UInt8(ascii: "/")) {
            CleanPath.append(arena[parent], isRooted: false, to: &facts.bytes)
        } else {
            put(parent)
        }
        finish(.cgroupParent, from: start)
    }

    mutating func takeOomKillDisable(_ node: Int) {
        if isTrue(node) { add(.oom, "oom_kill_disable") }
    }

    mutating func takeOomScore(_ node: Int) {
        guard nodes[node].kind == .number,
            let score = IntegerText.read(arena.span, nodes[node].range.range), score.magnitude != 0
        else { return }
        let start = facts.bytes.count
        put("oom_score_adj=")
        put(nodes[node].range.range)
        finish(.oom, from: start)
    }

    // MARK: Limits

    /// A limit that every engine takes from here. What had to be moved from an old place bounds nothing on new engines.
    func limit(_ node: Int) -> UInt64 {
        nodes[node].flags.contains(.moved) ? 0 : positive(node)
    }

    mutating func takeLimit(_ fact: Fact, _ node: Int) { addNumber(fact, limit(node)) }

    mutating func addNumber(_ fact: Fact, _ value: UInt64) {
        guard value > 0, wants(fact) else { return }
        let start = facts.bytes.count
        JSONWriter.appendDecimal(value, to: &facts.bytes)
        finish(fact, from: start)
    }

    /// `Limits` of a service.
    mutating func takeServiceLimits(_ node: Int) {
        addNumber(.memory, positive(member(node, "MemoryBytes")))
        addNumber(.pids, positive(member(node, "Pids")))
        nanoCPUs = positive(member(node, "NanoCPUs"))
    }

    /// CPUs as a decimal number, from billionths or from quota and period (100 ms where none is given).
    mutating func takeCPUs() {
        guard wants(.cpus) else { return }
        if nanoCPUs > 0 {
            addDecimal(nanoCPUs, 1_000_000_000)
        } else if cpuQuota > 0 {
            addDecimal(cpuQuota, cpuPeriod == 0 ? 100_000 : cpuPeriod)
        }
    }

    private mutating func addDecimal(_ dividend: UInt64, _ divisor: UInt64) {
        let start = facts.bytes.count
        var (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        JSONWriter.appendDecimal(quotient, to: &facts.bytes)
        var isFirst = true
        for _ in 0..<9 where remainder > 0 {
            if isFirst { put(".") }
            isFirst = false
            let wide = remainder.multipliedFullWidth(by: 10)
            (quotient, remainder) = divisor.dividingFullWidth((wide.high, wide.low))
            JSONWriter.appendDecimal(quotient, to: &facts.bytes)
        }
        finish(.cpus, from: start)
    }
}
