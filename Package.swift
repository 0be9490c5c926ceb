// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "dockreeve",
    products: [
        .executable(name: "dockreeve", targets: ["dockreeve"]),
        .library(name: "DockerPlugin", targets: ["DockerPlugin"]),
        .library(name: "DockerPluginTLS", targets: ["DockerPluginTLS"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMemoryFile"),
        .target(name: "StrictJSON"),
        .target(name: "PCRE2", dependencies: ["CPCRE2"]),
        .target(
            name: "DockerPlugin",
            dependencies: [
                "StrictJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // Apart from DockerPlugin, so that a plugin on a unix socket doesn't carry a TLS library.
        .target(
            name: "DockerPluginTLS",
            dependencies: [
                "DockerPlugin",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "DockerAPI", dependencies: ["StrictJSON"]),
        .target(name: "Policy", dependencies: ["DockerAPI", "StrictJSON", "PCRE2", "CYAML"]),
        .target(
            name: "Audit",
            dependencies: [
                "DockerAPI", "PCRE2", "CPCRE2", "Policy", "StrictJSON", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .executableTarget(
            name: "dockreeve",
            dependencies: [
                "StrictJSON", "PCRE2", "DockerPlugin", "DockerPluginTLS", "DockerAPI", "Policy", "Audit", "CMemoryFile",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Logging", package: "swift-log"),
            ],
            // A static program exports nothing: without its own symbol tables it is 4 MB smaller, and so is what it keeps
            // resident.
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker",
                        "pack-relative-relocs",
                    ],
                    .when(platforms: [.linux], configuration: .release)
                )
            ]
        ),
        .executableTarget(
            name: "example-authorization-plugin",
            dependencies: ["DockerPlugin", .product(name: "Logging", package: "swift-log")],
            path: "examples/authorization-plugin/Sources"
        ),
        .executableTarget(
            name: "example-volume-plugin",
            dependencies: ["DockerPlugin", .product(name: "Logging", package: "swift-log")],
            path: "examples/volume-plugin/Sources"
        ),
        .executableTarget(
            name: "example-ipam-plugin",
            dependencies: ["DockerPlugin", .product(name: "Logging", package: "swift-log")],
            path: "examples/ipam-plugin/Sources"
        ),
        .executableTarget(
            name: "example-network-plugin",
            dependencies: ["DockerPlugin", .product(name: "Logging", package: "swift-log")],
            path: "examples/network-plugin/Sources"
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON", "TestSupport"]),
        .testTarget(name: "PCRE2Tests", dependencies: ["PCRE2", "TestSupport"]),
        .testTarget(
            name: "DockerPluginTests",
            dependencies: [
                "DockerPlugin", "StrictJSON", "TestSupport", .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "DockerPluginTLSTests", dependencies: ["DockerPlugin", "DockerPluginTLS"]),
        .testTarget(
            name: "DockerAPITests",
            dependencies: ["DockerAPI", "StrictJSON", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "PolicyTests", dependencies: ["Policy", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(
            name: "AuditTests",
            dependencies: ["Audit", "TestSupport", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .testTarget(name: "DockreeveTests", dependencies: ["dockreeve", "TestSupport"]),
        .testTarget(
            name: "DockerdTests",
            dependencies: [
                "dockreeve", "DockerAPI", "DockerPlugin", "example-volume-plugin", "example-network-plugin",
                "example-ipam-plugin", "example-authorization-plugin", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
