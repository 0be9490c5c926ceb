// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "my-volumes",
    dependencies: [
        // In a package of your own: .package(url: "…/dockreeve", from: "…")
        .package(name: "dockreeve", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        .executableTarget(
            name: "my-volumes",
            dependencies: [
                .product(name: "DockerPlugin", package: "dockreeve"),
                .product(name: "Logging", package: "swift-log"),
            ]
        )
    ]
)
