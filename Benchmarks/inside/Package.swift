// swift-tools-version: 6.2
import PackageDescription

// The modules that are measured are those of the project, by symbolic links: so what is measured against, Foundation,
// stays out of the product. `-enable-testing` opens the one module whose entry is internal.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8"),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(name: "StrictJSON"),
        .target(name: "PCRE2", dependencies: ["CPCRE2"]),
        .target(name: "DockerAPI", dependencies: ["StrictJSON"]),
        .target(name: "Policy", dependencies: ["DockerAPI", "StrictJSON", "PCRE2", "CYAML"]),
        .target(
            name: "Audit",
            dependencies: [
                "DockerAPI", "PCRE2", "CPCRE2", "Policy", "StrictJSON", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "DockerPlugin",
            dependencies: [
                "StrictJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [.unsafeFlags(["-enable-testing"])]
        ),
        .target(name: "CAllocations"),
        // The way of a call from dockerd's text to the decision.
        .target(
            name: "Way",
            dependencies: [
                "Audit", "DockerAPI", "DockerPlugin", "PCRE2", "Policy", "StrictJSON",
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .executableTarget(name: "inside", dependencies: ["Audit", "CAllocations", "DockerAPI", "PCRE2", "Policy", "Way"]),
    ],
    swiftLanguageModes: [.v6]
)
