// swift-tools-version: 6.2
import PackageDescription

// libFuzzer and AddressSanitizer for everything that is compiled here; the modules under test are those of the project,
// by symbolic links. `-enable-testing` opens what is internal to them.
let sanitized: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
// Not with gold, the default linker: it can't link AddressSanitizer into Swift ("internal error in format_file_lineno").
let runtime: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: sanitized)
}

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["FuzzSupport"] + dependencies,
        swiftSettings: sanitized,
        linkerSettings: runtime
    )
}

let package = Package(
    name: "dockreeve",
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8"),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        module("StrictJSON"),
        module("PCRE2", ["CPCRE2"]),
        module("DockerAPI", ["StrictJSON"]),
        module("Policy", ["DockerAPI", "StrictJSON", "PCRE2", "CYAML"]),
        module(
            "Audit",
            [
                "DockerAPI", "PCRE2", "CPCRE2", "Policy", "StrictJSON", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        // Without what starts threads or looks for the file.
        module(
            "Configuration",
            ["DockerAPI", "DockerPlugin", "Policy", "PCRE2", "Audit", "StrictJSON"],
            exclude: ["ServeConfiguration+File.swift", "ServeConfiguration+Reading.swift"]
        ),
        module(
            "Certificates",
            [
                "DockerAPI", "StrictJSON",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ]
        ),
        module(
            "DockerPlugin",
            [
                "StrictJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        .target(name: "CLibFuzzer"),
        module("FuzzSupport", ["CLibFuzzer", "StrictJSON"]),
        module("FuzzCalls", ["FuzzSupport", "DockerAPI", "StrictJSON"]),
        fuzzer("fuzz-base64", ["StrictJSON", "DockerPlugin"]),
        fuzzer("fuzz-json", ["StrictJSON"]),
        fuzzer("fuzz-envelope", ["FuzzCalls", "DockerAPI", "DockerPlugin"]),
        fuzzer("fuzz-uri", ["DockerAPI"]),
        fuzzer("fuzz-call", ["FuzzCalls", "DockerAPI", "StrictJSON"]),
        fuzzer("fuzz-decision", ["FuzzCalls", "FuzzLogs", "DockerAPI", "Policy", "PCRE2", "Audit", "StrictJSON"]),
        fuzzer("fuzz-policy", ["Policy", "DockerAPI", "PCRE2", "Configuration", "StrictJSON"]),
        fuzzer("fuzz-pattern", ["PCRE2"]),
        module(
            "FuzzLogs",
            ["FuzzSupport", "Audit", "StrictJSON", .product(name: "Crypto", package: "swift-crypto")]
        ),
        fuzzer("fuzz-audit", ["FuzzLogs", "Audit", "DockerAPI"]),
        fuzzer("fuzz-chain", ["FuzzLogs", "Audit"]),
        fuzzer(
            "fuzz-http",
            [
                "DockerPlugin",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        fuzzer("fuzz-driver", ["DockerPlugin", .product(name: "NIOCore", package: "swift-nio")]),
        fuzzer("fuzz-discovery", ["DockerPlugin"]),
        fuzzer(
            "fuzz-certificate",
            ["Certificates", "DockerAPI", "StrictJSON", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .executableTarget(name: "seeds"),
    ],
    swiftLanguageModes: [.v6]
)
