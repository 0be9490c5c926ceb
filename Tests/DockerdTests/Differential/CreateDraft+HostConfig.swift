extension CreateDraft {
    /// Members of `HostConfig`; the more dangerous ones come up more often because there are more of them.
    static let hostConfig: [Field] = security + namespaces + resources + merged + others

    private static let security: [Field] = [
        ("Privileged", { .bool($0.percent(60)) }),
        (
            "Binds",
            {
                .strings(
                    $0.some(
                        [
                            "/etc:/h1", "/etc/../tmp:/h2:ro", "//srv//x/:/h3:rw,rshared", "data:/h4", "/anonymous",
                            "/:/h5",
                            "/tmp:/h6:z", "/tmp/./a:/h7:ro,z,rslave", "data:/h8:ro", "/tmp:/h9:", "/a b:/h10",
                            "/\u{E9}:/h11",
                            "/..:/h12", "/etc:/h13:private,rw",
                        ],
                        0...3
                    )
                )
            }
        ),
        ("Mounts", { .list($0.some(mounts, 0...3)) }),
        (
            "VolumesFrom",
            { .strings($0.pick([[Fixture.container], ["\(Fixture.container):ro"], ["/\(Fixture.container)"]])) }
        ),
        (
            "CapAdd",
            {
                $0.percent(75)
                    ? .strings(
                        $0.some(
                            [
                                "ALL", "SYS_ADMIN", "cap_net_admin", "CAP_SYS_TIME", "net_raw", "Sys_Ptrace",
                                "\u{17F}ys_boot", "net_adm\u{131}n",
                            ],
                            0...3
                        )
                    )
                    : .string($0.pick(["ALL", "sys_admin", "CAP_CHOWN"]))
            }
        ),
        ("CapDrop", { _ in .strings(["MKNOD"]) }),
        (
            "SecurityOpt",
            {
                .strings(
                    $0.some(
                        [
                            "seccomp=unconfined", "seccomp:unconfined", "apparmor=unconfined", "apparmor:unconfined",
                            "label=disable", "label:disable", "label=type:spc_t", "label=level:s0", "no-new-privileges",
                            "no-new-privileges=false", "no-new-privileges:true", "disable", "seccomp={}",
                            "no-new-privileges=0",
                        ],
                        0...3
                    )
                )
            }
        ),
        ("MaskedPaths", { .strings($0.pick([[], ["/proc/kcore"], standardMasked])) }),
        ("ReadonlyPaths", { .strings($0.pick([[], ["/proc/sys"], standardReadonly])) }),
        (
            "Devices",
            {
                .list(
                    $0.some(
                        ["/dev/null", "/dev//zero", "/dev/../dev/full"].map {
                            .object([
                                "PathOnHost": .string($0), "PathInContainer": .string("/dev/x"),
                                "CgroupPermissions": .string("rwm"),
                            ])
                        },
                        0...2
                    )
                )
            }
        ),
        (
            "DeviceRequests",
            {
                .list(
                    $0.some(
                        [
                            .object(["Count": .number(-1), "Capabilities": .list([.strings(["gpu", "x"])])]),
                            .object(["Driver": .string("nvidia"), "DeviceIDs": .strings(["0", "1"])]),
                        ],
                        0...2
                    )
                )
            }
        ),
        ("DeviceCgroupRules", { .strings($0.some(["a *:* rwm", "c 1:3 mr", "b 8:0 r"], 0...2)) }),
        (
            "Sysctls",
            {
                .map(
                    $0.some(["net.ipv4.ip_forward", "Kernel.X", "kernel.shm_rmid_forced"], 0...2).map {
                        .init($0, .string("1"))
                    }
                )
            }
        ),
        ("GroupAdd", { .strings($0.some(["0", "disk", "999"], 0...2)) }),
        ("CgroupParent", { .string($0.pick(["", "/a/../b", "/../../x", "a//b", "user.slice"])) }),
        ("Runtime", { .string($0.pick(["", "runc", "io.containerd.runc.v2", "nosuch"])) }),
        (
            "LogConfig",
            {
                $0.pick([
                    .object(["Type": .string("none")]), .object(["Type": .string("")]), .object([:]),
                    .object(["Type": .string("json-file"), "Config": .stringMap(["max-size": "1m"])]),
                    .object(["Type": .string("syslog"), "Config": .stringMap(["syslog-address": "udp://10.0.0.1:514"])]
                    ),
                ])
            }
        ),
    ]

    private static let namespaces: [Field] = [
        (
            "NetworkMode",
            {
                .string(
                    $0.pick([
                        "host", "none", "bridge", "default", "", "container:\(Fixture.container)", "HOST", " host",
                        Fixture.network,
                    ])
                )
            }
        ),
        ("PidMode", { .string($0.pick(["host", "", "container:\(Fixture.container)", "Host"])) }),
        (
            "IpcMode",
            {
                .string(
                    $0.pick(["host", "none", "private", "shareable", "", "container:\(Fixture.container)", "HOST"])
                )
            }
        ),
        ("UTSMode", { .string($0.pick(["host", "", "host ", "HOST"])) }),
        ("UsernsMode", { .string($0.pick(["host", "", "Host"])) }),
        ("CgroupnsMode", { .string($0.pick(["host", "private", ""])) }),
        ("Cgroup", { .string($0.pick(["", "container:\(Fixture.container)"])) }),
        ("Links", { .strings($0.pick([[], ["\(Fixture.container):db"], ["/\(Fixture.container)"]])) }),
        ("PublishAllPorts", { .bool($0.percent(50)) }),
        (
            "PortBindings",
            {
                .map(
                    $0.some(
                        [
                            .init("80/tcp", .list([.object(["HostPort": .string("8080")])])),
                            .init(
                                "53/udp",
                                .list([.object(["HostIp": .string("127.0.0.1"), "HostPort": .string("0053")])])
                            ),
                            .init(
                                "90",
                                .list([.object(["HostIp": .string("::1"), "HostPort": .string("9000-9001")])])
                            ),
                            .init("91/TCP", .list([.object([:])])), .init("92/sctp", .null), .init("93/tcp", .list([])),
                        ],
                        0...3
                    )
                )
            }
        ),
    ]

    private static let resources: [Field] = [
        ("NanoCpus", { .number($0.pick([0, 500_000_000, 1_000_000_000])) }),
        ("CpuPeriod", { .number($0.pick([0, 100_000, 50_000])) }),
        ("CpuQuota", { .number($0.pick([0, 20_000, -1])) }),
        ("PidsLimit", { .number($0.pick([0, -1, 100])) }),
        ("MemoryReservation", { .number($0.pick([0, 7 << 20])) }),
        ("MemorySwappiness", { .number($0.pick([-1, 0, 60])) }),
        ("OomKillDisable", { .bool($0.percent(50)) }),
        ("OomScoreAdj", { .number($0.pick([0, 500, -1000])) }),
        ("BlkioWeight", { .number($0.pick([0, 500])) }),
        ("ShmSize", { .number($0.pick([0, 1 << 20])) }),
        (
            "Ulimits",
            {
                .list(
                    $0.some(
                        [
                            .object(["Name": .string("nofile"), "Soft": .number(10), "Hard": .number(20)]),
                            .object(["Name": .string("core"), "Hard": .number(-1)]),
                        ],
                        0...2
                    )
                )
            }
        ),
    ]

    private static let others: [Field] = [
        ("ContainerIDFile", { _ in .string("/id") }),
        ("RestartPolicy", { .object(["Name": .string($0.pick(["", "no", "always", "on-failure"]))]) }),
        ("AutoRemove", { .bool($0.percent(30)) }),
        ("ConsoleSize", { .list($0.pick([[], [.number(24)], [.number(24), .number(80)]])) }),
        ("Dns", { _ in .strings(["1.1.1.1"]) }),
        ("DnsSearch", { _ in .strings(["example.com"]) }),
        ("ExtraHosts", { _ in .strings(["a:10.0.0.1"]) }),
        ("ReadonlyRootfs", { .bool($0.percent(50)) }),
        ("Tmpfs", { _ in .stringMap(["/run": "rw,size=1m", "/Run": ""]) }),
        ("Isolation", { .string($0.pick(["", "default"])) }),
        ("Init", { .bool($0.percent(50)) }),
    ]

    private static let mounts: [Draft] = [
        .object(["Type": .string("bind"), "Source": .string("/etc/../etc"), "Target": .string("/m1")]),
        .object([
            "Type": .string("bind"), "Source": .string("/"), "Target": .string("/m2"), "ReadOnly": .bool(true),
            "BindOptions": .object(["Propagation": .string("rslave"), "NonRecursive": .bool(true)]),
        ]),
        .object([
            "Type": .string("bind"), "Source": .string("/tmp//."), "Target": .string("/m3"), "ReadOnly": .bool(false),
        ]),
        .object([
            "Type": .string("volume"), "Source": .string("data"), "Target": .string("/m4"), "ReadOnly": .bool(true),
        ]),
        .object([
            "Type": .string("tmpfs"), "Target": .string("/m5"),
            "TmpfsOptions": .object(["SizeBytes": .number(1 << 20)]),
        ]),
        volume("/m6", ["type": "none", "o": "bind", "device": "/etc"]),
        volume("/m7", ["o": "rbind,ro", "device": "/tmp/../etc"]),
        volume("/m8", ["type": "tmpfs", "device": "tmpfs", "o": "size=1m"]),
        volume("/m9", [:]),
    ]

    /// A volume without a name: it goes with its container.
    private static func volume(_ target: String, _ options: KeyValuePairs<String, String>) -> Draft {
        .object([
            "Type": .string("volume"), "Target": .string(target),
            "VolumeOptions": .object([
                // Nothing is copied into it, so nothing is mounted.
                "NoCopy": .bool(true), "Labels": .stringMap(["l": "v"]),
                "DriverConfig": .object(["Name": .string("local"), "Options": .stringMap(options)]),
            ]),
        ])
    }

    private static let standardMasked = [
        "/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
    ]
    private static let standardReadonly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
}
